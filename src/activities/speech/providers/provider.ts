import type { Language } from '../../../contracts/languages.ts';
import type { TimingSource, WordTiming } from '../../../contracts/narration.ts';
import type { Provided, ProviderCall } from '../../../contracts/provider-call.ts';
import type { ListedVoice } from '../../../contracts/voices.ts';
import type { ReportedWord } from '../../../engines/voice/reconcile-words.ts';

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

/** What was spoken in one request: mono, 48 kHz, and when its words, or characters, are said, where the service tells. */
export interface KeptSpeech {
  samples: Float32Array;
  words?: ReportedWord[];
}

export interface SpeechCall extends ProviderCall {
  onProgress(progress: { done: number; total: number }): void;
  /** As `part`, for what was spoken. The samples are those of a sound file of 16 bits, found or not. */
  keepSpeech(
    name: string,
    inputs: unknown,
    make: () => Promise<KeptSpeech>,
  ): Promise<{ value: KeptSpeech; found: boolean }>;
}

export interface SpeechProvider {
  readonly name: string;
  /** The voice used when the brief names none. */
  defaultVoice(language: Language): string;
  /** @throws Failure `UnknownVoice` naming the voices there are, `UnsupportedLanguage` when there is none */
  narrate(request: NarrationRequest, call: SpeechCall): Promise<Provided<SpokenText>>;
  /** Asks the service, free of charge. Left out by a provider whose voices `contracts/voices.ts` has. */
  listVoices?(signal: AbortSignal): Promise<ListedVoice[]>;
}
