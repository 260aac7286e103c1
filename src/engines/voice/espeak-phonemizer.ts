import createEspeak from '@echogarden/espeak-ng-emscripten';
import { Failure } from '../../contracts/failures.ts';
import type { PhonemeGroup, PhonemeLanguage, Phonemizer } from './phonemes.ts';

/** What espeak-ng calls them, where it differs: its plain `en` is the British one. */
const voiceNames: Partial<Record<PhonemeLanguage, string>> = { 'en-gb': 'en' };

/** espeak-ng compiled to WebAssembly. Its sound is thrown away; its word and phoneme events are what is wanted. */
export async function createEspeakPhonemizer(): Promise<Phonemizer> {
  const espeak = new (await createEspeak()).eSpeakNGWorker();
  return {
    phonemize(text, language) {
      if (espeak.set_voice(voiceNames[language] ?? language) !== 0) {
        throw new Failure('UnsupportedLanguage', `espeak-ng has no voice for '${language}'`);
      }
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
