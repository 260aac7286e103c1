import { isLanguage, type Language } from '../../contracts/languages.ts';
import { type Metadata, metadataSchema, type TranslatedWords } from '../../contracts/metadata.ts';
import type { Provided } from '../../contracts/provider-call.ts';
import type { TranslateFilmInput, TranslateFilmResult } from '../../contracts/stages.ts';
import { readSrt, type TimedText } from '../../engines/film/captions/read-srt.ts';
import { setCaption } from '../../engines/film/captions/set-caption.ts';
import { formatSrt } from '../../engines/film/captions/subtitles.ts';
import { fitMetadata } from '../../engines/writing/fit-metadata.ts';
import { linesToTranslate, withTranslatedLines } from '../../engines/writing/translate-description.ts';
import type { StageContext } from '../activity.ts';
import { checkShape } from '../check-shape.ts';
import { chooseProviders } from '../choose-providers.ts';
import { defineStage } from '../stage.ts';
import type { MetadataProvider } from './providers/provider.ts';
import type { SourceLine, TranslationRequest } from './providers/translation-request.ts';

interface Prepared {
  provider: MetadataProvider;
  metadata: Metadata;
  from: Language;
  captions: TimedText[];
}

/** One of the lines that belong together, in another language. */
type Translate = (kind: TranslationRequest['kind'], lines: SourceLine[]) => Promise<Provided<string[]>>;

/** Title, description and captions of a film in a language besides its own, by whoever writes its metadata. */
export function createTranslateFilm(context: StageContext, available: readonly MetadataProvider[]) {
  const { artifacts } = context;

  return defineStage<TranslateFilmInput, MetadataProvider, Prepared, TranslateFilmResult>(context, {
    name: 'translateFilm',
    step: 'metadata',
    version: 1,
    providers: ({ brief }) => chooseProviders('metadata', brief, available),
    async prepare({ brief, metadata: ref, captions }, provider) {
      const metadata = checkShape(metadataSchema, await artifacts.readJson(ref), 'metadata', 'InvalidInput');
      return {
        ...{ provider, metadata, from: isLanguage(metadata.language) ? metadata.language : brief.language },
        captions: captions ? readSrt((await artifacts.readBytes(captions)).toString('utf8')) : [],
      };
    },
    key: ({ from }, { metadata, captions, language }) => ({ from, metadata, captions, language }),
    // Somebody may be able to translate by now.
    stands: async ({ translation }) => translation !== undefined,
    async make({ provider, metadata, from, captions }, call, { language }) {
      if (from === language) return { costUsd: 0, note: `The film is in ${nameOf(language)} already.` };
      const { translate: translateLines } = provider;
      if (!translateLines) return { costUsd: 0, note: cannotTranslate(provider, language, available) };
      const { title } = metadata;
      const translate: Translate = (kind, lines) => translateLines({ kind, from, language, title, lines }, call);
      const words = await translateWords(metadata, language, translate);
      const subtitles = captions.some(hasWords) ? await translateCaptions(captions, language, translate) : undefined;
      return {
        translation: {
          language,
          words: await artifacts.putJson(words.value),
          ...(subtitles && {
            captions: await artifacts.putBytes(Buffer.from(subtitles.value), 'application/x-subrip'),
          }),
        },
        costUsd: words.costUsd + (subtitles?.costUsd ?? 0),
        model: words.model,
      };
    },
  });
}

async function translateWords(
  metadata: Metadata,
  language: Language,
  translate: Translate,
): Promise<Provided<TranslatedWords>> {
  const described = linesToTranslate(metadata.description).map(
    ({ kind, text }): SourceLine => ({ text, ...(kind === 'chapter' && { role: kind }) }),
  );
  const translated = await translate('words', [{ text: metadata.title, role: 'title' }, ...described]);
  const [inLanguage = metadata.title, ...lines] = translated.value;
  const { title, description } = fitMetadata({
    ...{ ...metadata, language, title: inLanguage },
    description: withTranslatedLines(metadata.description, lines, language),
  });
  return { ...translated, value: { title, description } };
}

/** Each in its own time; those without words, such as a note of music, stay as they are. */
async function translateCaptions(
  captions: readonly TimedText[],
  language: Language,
  translate: Translate,
): Promise<Provided<string>> {
  const spoken = captions.filter(hasWords);
  const translated = await translate('captions', spoken);
  const texts = new Map(spoken.map((caption, index) => [caption, translated.value[index]]));
  const cues = captions.flatMap((caption) =>
    setCaption({ ...caption, text: texts.get(caption) ?? caption.text }, language),
  );
  return { ...translated, value: formatSrt(cues) };
}

const hasWords = ({ text }: TimedText) => /[\p{L}\p{N}]/u.test(text);

const nameOf = (language: Language) => new Intl.DisplayNames(['en'], { type: 'language' }).of(language);

function cannotTranslate(
  { name }: MetadataProvider,
  language: Language,
  available: readonly MetadataProvider[],
): string {
  const able = available.filter(({ translate }) => translate).map((each) => each.name);
  const advice =
    able.length > 0
      ? `${name} can't, and ${able.join(', ')} can: choose one for the step metadata`
      : 'set a key of a language model';
  return `Nobody here translates into ${nameOf(language)}: ${advice}; published without it.`;
}
