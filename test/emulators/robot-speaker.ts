import { detect } from 'tinyld';
import { runFfmpeg } from '../../src/engines/film/ffmpeg.ts';
import { loadEspeak } from '../../src/engines/voice/espeak.ts';
import type { PhonemeLanguage } from '../../src/engines/voice/phonemes.ts';
import { resample } from '../../src/engines/voice/resample.ts';
import { encodeWav } from '../../src/engines/voice/wav.ts';
import { testTools } from '../support/tools.ts';

/** What an emulated vendor said: the text it was given, its sound, and when each of its words set in. */
export interface Spoken {
  text: string;
  samples: Float32Array;
  sampleRate: number;
  /** By white space, with where it stands in the text; without those that are not spoken. Seconds. */
  words: { text: string; offset: number; start: number; end: number }[];
}

const languages: Readonly<Record<string, PhonemeLanguage>> = {
  ...{ en: 'en-us', fr: 'fr', es: 'es', it: 'it', pt: 'pt-br', de: 'de', ar: 'ar', hi: 'hi' },
  ...{ zh: 'cmn', cmn: 'cmn', ko: 'ko' },
};

// A voice of a vendor begins and ends with silence, and no two vendors with the same.
const silences = { lead: 0.18, trail: 0.3 };

let espeak: ReturnType<typeof loadEspeak> | undefined;

/** The language of a text, as voices that speak many hear it out of the text itself. */
export const localeOf = (text: string): string => detect(text, { only: Object.keys(languages) }) || 'en';

/** Says a text with the voice made by rules, which knows when it says what. @param locale `fr-FR`, or a language */
export async function speakAloud(text: string, locale: string, speed = 1, sampleRate = 24_000): Promise<Spoken> {
  espeak ??= loadEspeak();
  const language = languages[locale.split('-')[0] ?? ''] ?? 'en-us';
  const spoken = (await espeak).speak(text, language, speed);
  const sound = resample(spoken.samples, spoken.rate, sampleRate);
  const samples = new Float32Array(sound.length + Math.round((silences.lead + silences.trail) * sampleRate));
  samples.set(sound, Math.round(silences.lead * sampleRate));
  const places = [...text.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
    const said = spoken.words.find(({ offset }) => offset >= index && offset < index + word.length);
    return said ? [{ text: word, offset: index, start: said.at + silences.lead }] : [];
  });
  const last = silences.lead + sound.length / sampleRate;
  const words = places.map((place, index) => ({ ...place, end: places[index + 1]?.start ?? last }));
  return { text, samples, sampleRate, words };
}

export const asWav = ({ samples, sampleRate }: Spoken): Buffer => encodeWav(samples, sampleRate);

export async function asMp3(spoken: Spoken, kilobits: number, sampleRate: number): Promise<Buffer> {
  const args = ['-f', 'wav', '-i', 'pipe:0', '-ar', `${sampleRate}`, '-b:a', `${kilobits}k`, '-f', 'mp3', 'pipe:1'];
  const { stdout } = await runFfmpeg(testTools().ffmpeg, args, { task: 'writing an MP3', input: asWav(spoken) });
  return Buffer.from(stdout);
}
