import type { Format } from './formats.ts';
import type { Language } from './languages.ts';

/**
 * Words a minute a narration should have: what viewers of short and long films follow best. Italian and Portuguese have no
 * figures of their own: they take those of Spanish. Below German: a calm reader's pace, in words as `splitWords` parts them.
 */
const wanted: Readonly<Record<Language, { short: number; long: number }>> = {
  en: { short: 180, long: 155 },
  fr: { short: 160, long: 140 },
  es: { short: 172, long: 148 },
  it: { short: 172, long: 148 },
  pt: { short: 172, long: 148 },
  de: { short: 145, long: 125 },
  ar: { short: 120, long: 105 },
  he: { short: 125, long: 108 },
  hi: { short: 150, long: 130 },
  th: { short: 170, long: 145 },
  zh: { short: 160, long: 138 },
  ja: { short: 220, long: 190 },
  ko: { short: 105, long: 90 },
};

export function wordsPerMinute(language: Language, format: Format): number {
  return wanted[language][format === 'long' ? 'long' : 'short'];
}

/** Silence at a comma, a sentence's end and a scene's end, in milliseconds: short films hurry, long ones breathe. */
export const pausesOf: Readonly<Record<Format, { comma: number; sentence: number; tail: number }>> = {
  short: { comma: 150, sentence: 350, tail: 500 },
  square: { comma: 150, sentence: 350, tail: 500 },
  long: { comma: 250, sentence: 600, tail: 900 },
};

/**
 * Words a minute the voices of outside services are taken to speak by themselves, with a Short's pauses. No service publishes
 * figures: English as quick news is read, the Romance languages in the proportion the voice of this machine was measured to have
 * (it speaks them as fast as English), the others in the proportion of what is wanted there.
 */
const english = 180;
const measured: Readonly<Partial<Record<Language, number>>> = { en: 1, fr: 1.02, es: 1.005, it: 0.98, pt: 1.01 };

// What the longer pauses of a long film take of the pace of a voice; the same voice, measured.
const slowerByPauses = 0.08;

/** @param sentence milliseconds of silence after one */
export function servicePace(language: Language, { sentence }: { sentence: number }): number {
  const { short, long } = pausesOf;
  const longer = (sentence - short.sentence) / (long.sentence - short.sentence);
  const share = measured[language] ?? wordsPerMinute(language, 'short') / wordsPerMinute('en', 'short');
  return english * share * (1 - slowerByPauses * longer);
}

/** Characters of a spoken text for each of its words, the space between them among them; counted over scripts of films. */
const perWord: Readonly<Record<Language, number>> = {
  ...{ en: 5.4, fr: 5.4, es: 5.3, it: 5.7, pt: 5.4, de: 6.2 },
  ...{ ar: 5.4, he: 5.2, hi: 4.8, th: 3.9, zh: 1.8, ja: 1.75, ko: 3.7 },
};

export function charactersPerWord(language: Language): number {
  return perWord[language];
}

/** Seconds a scene lasts: a short film changes its subject every sentence or two, a long one every two or three. */
const secondsPerScene: Readonly<Record<Format, number>> = { short: 4.5, square: 4.5, long: 8.5 };
const mostScenes = 240;

/** How many scenes a film of this length has. */
export function scenesOf(seconds: number, format: Format): number {
  return Math.min(mostScenes, Math.max(2, Math.round(seconds / secondsPerScene[format])));
}
