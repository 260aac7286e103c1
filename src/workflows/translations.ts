import type { ArtifactRef } from '../contracts/artifact.ts';
import { type Language, languagesBeside } from '../contracts/languages.ts';
import type { BuildMetadataResult, StageInput, Translation } from '../contracts/stages.ts';
import { allOrNone } from './all-or-none.ts';
import { translateFilm } from './stages.ts';

type Built = Promise<BuildMetadataResult>;
type Translate = (input: StageInput, build: () => Built, captions?: ArtifactRef) => Built;

/**
 * Metadata as `build` makes them, with what they are, and what a film's captions are, in the brief's other languages. One
 * translator serves all tries of a step: what was paid in a try that failed later is in the cost of the one that succeeds,
 * which finds it.
 */
export function createTranslator(): Translate {
  let costUsd = 0;

  async function translated(
    input: StageInput,
    { build, captions, wanted }: { build: () => Built; captions?: ArtifactRef; wanted: readonly Language[] },
  ): Built {
    const built = await build();
    const { metadata } = built;
    costUsd += built.costUsd;
    const results = await allOrNone(
      wanted.map((language) => async () => {
        const summary = `into ${language}`;
        const film = { ...input, metadata, captions, language };
        const result = await translateFilm.executeWithOptions({ summary }, [film]);
        costUsd += result.costUsd;
        return result;
      }),
    );
    const notes = [built, ...results].flatMap(({ note }) => note ?? []);
    return {
      ...built,
      costUsd,
      found: [built, ...results].every(({ found }) => found),
      translations: results.flatMap(({ translation }) => translation ?? []),
      ...(notes.length > 0 && { note: notes.join(' ') }),
    };
  }

  // Without a language it is `build` itself: another turn of the event loop would order the commands of runs that were begun
  // before there were translations in another way.
  return (input, build, captions) => {
    const wanted = languagesBeside(input.brief.language, input.brief.publish?.languages);
    return wanted.length === 0 ? build() : translated(input, { build, captions, wanted });
  };
}

/** The files of translations, by the names a person gets them under. */
export function translatedFiles(translations: readonly Translation[] = []): Record<string, ArtifactRef> {
  const files: Record<string, ArtifactRef> = {};
  for (const { language, words, captions } of translations) {
    files[`metadata.${language}.json`] = words;
    if (captions) files[`captions.${language}.srt`] = captions;
  }
  return files;
}
