import { type Format, formats } from '../../contracts/formats.ts';
import type { Language } from '../../contracts/languages.ts';
import { charactersPerWord, pausesOf, scenesOf, wordsPerMinute } from '../../contracts/pace.ts';
import type { Script } from '../../contracts/script.ts';
import { expectedShots } from './expected-shots.ts';

/** What a film's cost depends on. */
export interface FilmLength {
  language: Language;
  format: Format;
  /** Of the whole narration, in words as `splitWords` parts them. */
  words: number;
  scenes: number;
  /** What a provider has to speak. */
  speech: SpeechLength;
  /** That have to be found or made. */
  pictures: number;
}

export interface SpeechLength {
  /** Each is asked for by itself. */
  sentences: number;
  characters: number;
  /** Of the characters, those that have a name in XML, and the Chinese ones. */
  escaped: number;
  ideographs: number;
  /** Of sound, with the silence at both ends of each sentence. */
  seconds: number;
}

export interface LengthRequest {
  language: Language;
  format: Format;
  /** Wanted, where there is no script; the format's own when left out. */
  durationSeconds?: number;
  script?: Script;
  /** Scenes the person reads themselves, by their ids. */
  recorded: ReadonlySet<string>;
  /** Scenes the person has pictures of their own for, by their ids. */
  pictured: ReadonlySet<string>;
  /** Mean length of a shot: the style's. */
  shotSeconds: number;
}

/** How long the film will be, and in what parts: from the script where there is one, else as a writer is told. */
export function lengthOf(request: LengthRequest): FilmLength {
  return request.script ? lengthOfScript(request, request.script) : lengthAsWanted(request);
}

type Spoken = Pick<SpeechLength, 'sentences' | 'characters' | 'escaped' | 'ideographs'> & { words: number };

// What the instructions of a script ask for is 10 to 14.
const wordsPerSentence = 12;

// Counted over the texts of the emulated models: the rest are kana and marks.
const shareOfIdeographs: Partial<Record<Language, number>> = { zh: 0.87, ja: 0.28 };

// Of the mean, the scenes of our examples have 0.55 to 1.4.
const unevenness = 0.4;

function lengthAsWanted({ language, format, durationSeconds, shotSeconds }: LengthRequest): FilmLength {
  const seconds = durationSeconds ?? formats[format].durationSeconds;
  const words = (seconds / 60) * wordsPerMinute(language, format);
  const scenes = scenesOf(seconds, format);
  const sentences = Math.max(scenes, words / wordsPerSentence);
  // Between sentences that are asked for by themselves there is no space.
  const characters = words * charactersPerWord(language) - sentences;
  const ideographs = characters * (shareOfIdeographs[language] ?? 0);
  const speech = { words, sentences, characters, ideographs, escaped: 0 };
  const shots = { format, shotSeconds, uncertainty: unevenness };
  const each = sceneSeconds({ words: words / scenes, sentences: sentences / scenes }, language, format);
  return {
    ...{ language, format, words, scenes },
    speech: { ...speech, seconds: soundSeconds(speech, language, format) },
    pictures: Math.round(
      expectedShots(each, { ...shots, opensFilm: true }) + (scenes - 1) * expectedShots(each, shots),
    ),
  };
}

// A voice's pace is known to about a tenth.
const paceUncertainty = 0.1;

function lengthOfScript(request: LengthRequest, { language, scenes }: Script): FilmLength {
  const { format, recorded, pictured, shotSeconds } = request;
  const spoken = scenes.map(({ narration }) => readSpoken(narration, language));
  const speech = sumOf(spoken.filter((_, index) => !recorded.has(scenes[index]?.id ?? '')));
  const shots = scenes.map(({ id }, index) => {
    const { [index]: scene } = spoken;
    if (!scene || pictured.has(id)) return 0;
    const options = { format, shotSeconds, opensFilm: index === 0, uncertainty: paceUncertainty };
    return expectedShots(sceneSeconds(scene, language, format), options);
  });
  return {
    ...{ language, format, words: sumOf(spoken).words, scenes: scenes.length },
    speech: { ...speech, seconds: soundSeconds(speech, language, format) },
    pictures: Math.round(shots.reduce((sum, count) => sum + count, 0)),
  };
}

function readSpoken(narration: string, language: Language): Spoken {
  const sentences = narration.split(/\n\s*\n/).flatMap((paragraph) => sentencesIn(paragraph, language));
  const text = sentences.join('');
  const count = (kind: RegExp) => text.match(kind)?.length ?? 0;
  const characters = [...text].length;
  return {
    sentences: sentences.length,
    characters,
    escaped: count(/[&<>]/g),
    ideographs: count(/\p{Script=Han}/gu),
    words: Math.max(0, characters + sentences.length - 1) / charactersPerWord(language),
  };
}

function sentencesIn(paragraph: string, language: Language): string[] {
  const segments = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(paragraph.replace(/\s+/g, ' '));
  return [...segments].map(({ segment }) => segment.trim()).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function sumOf(parts: readonly Spoken[]): Spoken {
  const sum = (name: keyof Spoken) => parts.reduce((total, part) => total + part[name], 0);
  return {
    sentences: sum('sentences'),
    characters: sum('characters'),
    escaped: sum('escaped'),
    ideographs: sum('ideographs'),
    words: sum('words'),
  };
}

type Paced = Pick<Spoken, 'words' | 'sentences'>;

/** At the pace that is wanted, which the pauses between sentences are part of. */
function readingSeconds(words: number, language: Language, format: Format): number {
  return (words / wordsPerMinute(language, format)) * 60;
}

// A voice begins and ends with silence, which is charged for; our own pauses are not.
const silence = 0.5;

function soundSeconds({ words, sentences }: Paced, language: Language, format: Format): number {
  return readingSeconds(words, language, format) + sentences * (silence - pausesOf[format].sentence / 1000);
}

function sceneSeconds({ words }: Paced, language: Language, format: Format): number {
  const { sentence, tail } = pausesOf[format];
  return readingSeconds(words, language, format) + (tail - sentence) / 1000;
}
