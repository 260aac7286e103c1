import type { PhonemeLanguage } from './phonemes.ts';

/** Where a word of the text begins: in UTF-16 units in the text, in seconds in the sound. */
export interface SpokenWord {
  offset: number;
  at: number;
}

/** A voice made by rules: plain, but it speaks languages the neural voice was not taught, and says when it says what. */
export interface RobotVoice {
  /** `speed`: 1 is a calm reader's pace. */
  speak(
    text: string,
    language: PhonemeLanguage,
    speed: number,
  ): { samples: Float32Array; rate: number; words: SpokenWord[] };
}
