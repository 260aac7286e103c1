import type { Language } from '../../../contracts/languages.ts';
import type { TimingSource, WordTiming } from '../../../contracts/narration.ts';
import type { Provided, ProviderCall } from '../../../contracts/provider-call.ts';

/** Silences in milliseconds after a comma, a sentence and the last word; what other marks get follows from these. */
export interface Pauses {
  comma: number;
  sentence: number;
  tail: number;
}

export interface NarrationRequest {
  text: string;
  language: Language;
  voice: string;
  pauses: Pauses;
  /** The pace to speak at; a voice that can't change its own comes as near as it can. */
  wordsPerMinute: number;
}

/** Spoken text: mono samples from −1 to 1 at 48 kHz, and the text's words, as `splitWords` parts them, with when they are spoken. */
export interface SpokenText {
  samples: Float32Array;
  words: WordTiming[];
  source: TimingSource;
}

export interface SpeechCall extends ProviderCall {
  onProgress(progress: { done: number; total: number }): void;
}

export interface SpeechProvider {
  readonly name: string;
  /** The voice used when the brief names none. */
  defaultVoice(language: Language): string;
  /** @throws Failure `UnknownVoice` naming the voices there are, `UnsupportedLanguage` when there is none */
  narrate(request: NarrationRequest, call: SpeechCall): Promise<Provided<SpokenText>>;
}
