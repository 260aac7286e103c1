declare module '@echogarden/espeak-ng-emscripten' {
  interface SynthesisEvent {
    /** `word`, `phoneme`, `sentence`, `end`, `samplerate`. */
    type: string;
    /** Of the word, in code points from 1. */
    text_position: number;
    word_length: number;
    /** Where it is heard, in milliseconds. */
    audio_position: number;
    /** Of a phoneme: its IPA; empty for a pause. */
    id?: string | number;
  }

  interface Worker {
    /** 0 when the voice exists. */
    set_voice(name: string): number;
    set_rate(wordsPerMinute: number): void;
    /** `receive` answers true to stop. */
    synthesize(text: string, receive: (audio: ArrayBuffer, events?: SynthesisEvent[]) => boolean): void;
  }

  const createModule: () => Promise<{ eSpeakNGWorker: new () => Worker }>;
  export default createModule;
}
