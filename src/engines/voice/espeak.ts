import createEspeak from '@echogarden/espeak-ng-emscripten';
import { Failure } from '../../contracts/failures.ts';
import type { PhonemeGroup, PhonemeLanguage, Phonemizer } from './phonemes.ts';
import type { RobotVoice, SpokenWord } from './robot-voice.ts';

/** What espeak-ng calls them, where it differs: its plain `en` is the British one. */
const voiceNames: Partial<Record<PhonemeLanguage, string>> = { 'en-gb': 'en' };

/** Samples a second of its sound. */
const espeakRate = 22_050;

// Its own default of 175 words a minute hurries.
const ownPace = 160;

/** espeak-ng compiled to WebAssembly (GPL-3): the only file that knows it. */
export async function loadEspeak(): Promise<Phonemizer & RobotVoice> {
  const espeak = new (await createEspeak()).eSpeakNGWorker();

  function choose(language: PhonemeLanguage): void {
    if (espeak.set_voice(voiceNames[language] ?? language) !== 0) {
      throw new Failure('UnsupportedLanguage', `espeak-ng has no voice for '${language}'`);
    }
  }

  return {
    phonemize(text, language) {
      choose(language);
      // The sound is not used: the fewer samples it computes, the better.
      espeak.set_rate(400);
      const positions = codePointOffsets(text);
      const groups: PhonemeGroup[] = [];
      espeak.synthesize(text, (_audio, events = []) => {
        for (const event of events) {
          if (event.type === 'word') {
            const start = positions[event.text_position - 1] ?? text.length;
            if (groups.at(-1)?.start !== start) groups.push({ start, phonemes: [] });
          } else if (event.type === 'phoneme' && typeof event.id === 'string' && isPhoneme(event.id)) {
            groups.at(-1)?.phonemes.push(event.id);
          }
        }
        return false;
      });
      return groups;
    },

    speak(text, language, speed) {
      choose(language);
      espeak.set_rate(Math.round(ownPace * speed));
      const positions = codePointOffsets(text);
      const chunks: Int16Array[] = [];
      const words: SpokenWord[] = [];
      espeak.synthesize(text, (audio, events = []) => {
        // Its buffer is used again for the next piece.
        if (audio.byteLength > 0) chunks.push(new Int16Array(audio).slice());
        for (const { type, text_position, audio_position } of events) {
          if (type !== 'word') continue;
          words.push({ offset: positions[text_position - 1] ?? text.length, at: audio_position / 1000 });
        }
        return false;
      });
      const samples = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const chunk of chunks) for (const value of chunk) samples[at++] = value / 32_768;
      return { samples, rate: espeakRate, words };
    },
  };
}

/** Not a pause and not a switch of language, which comes as `(en)`. */
const isPhoneme = (id: string) => id !== '' && !id.startsWith('(');

function codePointOffsets(text: string): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  return offsets;
}
