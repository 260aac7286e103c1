import { Failure } from '../../contracts/failures.ts';
import { type Language, languageCodes } from '../../contracts/languages.ts';
import { type Scene, type Script, scriptSchema } from '../../contracts/script.ts';
import { cutCharacters, keyNouns, keyPhrases, onScreenWords } from './phrases.ts';
import { foldSpaces, splitSentences } from './sentences.ts';

/** A scene as a file gives it, before what is missing is filled in. */
export interface SceneDraft {
  narration: string;
  onScreenText?: string;
  /** What the picture shows: a sentence, or things separated by commas. */
  idea?: string;
  chapter?: string;
  /** Paths of the person's own pictures and clips, as the file gives them. */
  media?: string[];
  /** Path of the person's own recording of the narration, as the file gives it. */
  recording?: string;
  /** Where the file says it, for messages: `line 12`. */
  where?: string;
}

export interface ScriptDraft {
  title?: string;
  language?: string;
  scenes: SceneDraft[];
}

const mostScenes = 400;
const mostKeywords = 8;

/** What a scene of a script holds besides its id; what the draft leaves open is taken from its narration. */
export function completeScene(draft: SceneDraft, language: Language): Omit<Scene, 'id'> {
  const narration = foldSpaces(draft.narration);
  const { idea, chapter } = draft;
  // A person who describes the picture names its things in order of importance; in a narration they have to be guessed.
  const things = idea ? thingsOf(idea, language) : [];
  const keywords = things.length > 0 ? things : keyNouns(narration, language, 6);
  return {
    narration,
    onScreenText: draft.onScreenText ?? onScreenWords(narration, language),
    visual: {
      idea: cutCharacters(idea ?? splitSentences(narration, language)[0] ?? narration, 400),
      keywords: [...new Set(keywords)].slice(0, mostKeywords),
    },
    ...(chapter && { chapter }),
  };
}

/** `octopus, red heart`: as listed. `An octopus with a red heart`: its phrases, then its nouns. */
function thingsOf(idea: string, language: Language): string[] {
  const listed = idea.split(/[,;]/).map((part) => foldSpaces(part.replace(/[.!?]+$/, '')));
  const isList = listed.length > 1 && listed.every((part) => part.split(' ').length <= 4);
  const things = isList ? listed : [...keyPhrases(idea, language), ...keyNouns(idea, language, mostKeywords)];
  return things.filter((thing) => thing !== '' && thing.length <= 60);
}

/** @throws `InvalidInput` that names the scene and the field */
export function checkScript(script: unknown, fileName: string, drafts: readonly SceneDraft[] = []): Script {
  const result = scriptSchema.safeParse(script);
  if (result.success) return result.data;
  const { issues } = result.error;
  // A scene's mistake first: one in the title may only follow from it.
  const issue = issues.find(({ path }) => path[0] === 'scenes') ?? issues[0];
  const { path, message } = issue ?? { path: [], message: 'it is not a script' };
  const [area, index, ...field] = path;
  const inScene = area === 'scenes' && typeof index === 'number';
  const line = inScene ? drafts[index]?.where : undefined;
  const place = [
    ...(inScene ? [`scene ${index + 1}${line ? ` (${line})` : ''}`] : []),
    ...(inScene ? field : path).map(String),
  ];
  throw new Failure('InvalidInput', `${fileName}: ${place.join(', ')}: ${message}. Correct it and try again.`);
}

/** @throws `InvalidInput` for none, or more than a film can have */
export function checkSceneCount(count: number, fileName: string): void {
  if (count === 0) throw new Failure('InvalidInput', `${fileName} has no narration: write a paragraph for each scene.`);
  if (count > mostScenes) {
    const advice = `a film has at most ${mostScenes}: join some of them, or make several films`;
    throw new Failure('InvalidInput', `${fileName} has ${count} scenes; ${advice}.`);
  }
}

/** `fr`, `FR` and `fr-CA` are French. @throws `InvalidInput` that names the languages there are */
export function knownLanguage(language: unknown, fileName: string): Language {
  const code = typeof language === 'string' ? language.trim().toLowerCase().split(/[-_]/)[0] : undefined;
  const known = languageCodes.find((candidate) => candidate === code);
  if (known) return known;
  const choice = languageCodes.join(', ');
  throw new Failure(
    'InvalidInput',
    `${fileName}: the language '${String(language)}' is not supported; use one of ${choice}.`,
  );
}
