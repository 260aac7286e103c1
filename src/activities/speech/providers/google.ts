import { z } from 'zod';
import { Failure } from '../../../contracts/failures.ts';
import { type Language, languages } from '../../../contracts/languages.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import { languageOfLocale, languagesOf, readGender } from '../locales.ts';
import type { SpeechRequest, SpeechService } from '../speak-by-service.ts';
import { escapeSsml } from '../ssml.ts';

const mostBytes = 5000;

/** Of each language the best kind it has among those that say when a mark is passed. */
const defaults: Readonly<Record<Language, string>> = {
  en: 'en-US-Neural2-F',
  fr: 'fr-FR-Neural2-F',
  es: 'es-ES-Neural2-F',
  it: 'it-IT-Neural2-F',
  pt: 'pt-BR-Neural2-A',
  de: 'de-DE-Neural2-G',
  ar: 'ar-XA-Wavenet-A',
  he: 'he-IL-Wavenet-A',
  hi: 'hi-IN-Neural2-A',
  th: 'th-TH-Neural2-C',
  zh: 'cmn-CN-Wavenet-A',
  ja: 'ja-JP-Neural2-B',
  ko: 'ko-KR-Neural2-A',
};

// Chirp, Journey and Studio voices read no marks, and so can't say when a word is spoken.
const voiceName = /^([a-z]{2,3}-[A-Z]{2})-(Standard|Wavenet|Neural2)-[A-Z]$/;

const answerSchema = z.object({
  audioContent: z.base64().min(1),
  timepoints: z.array(z.object({ markName: z.string(), timeSeconds: z.number().default(0) })).optional(),
});

const voicesSchema = z.object({
  voices: z.array(
    z.object({ name: z.string(), languageCodes: z.array(z.string()), ssmlGender: z.string().optional() }),
  ),
});

/** Google Cloud Text-to-Speech over REST: a mark before each word, billed by the character. */
export function createGoogleSpeech({ key, baseUrl }: NonNullable<VendorConfig['googleSpeech']>): SpeechService {
  const title = 'Google Text-to-Speech';
  const vendor = createVendor({ name: 'google-speech', title, secrets: [key] });
  const headers = { 'x-goog-api-key': key };

  return {
    name: 'google',
    title,
    // It takes 0.25 to 4; beyond these it stops sounding like a person.
    speeds: { slowest: 0.75, fastest: 1.3 },
    readsAround: false,
    modelOf: (voice) => voiceName.exec(voice)?.[2]?.toLowerCase() ?? 'neural2',
    defaultVoice: (language) => defaults[language],
    fits: ({ words }) => Buffer.byteLength(markWords(words)) <= mostBytes,
    // Tags are charged for, marks are not (the vendor's page of prices).
    unitsOf: ({ text }) => ({ characters: [...`<speak>${escapeSsml(text)}</speak>`].length }),

    checkVoice(voice, language) {
      const locale = voiceName.exec(voice)?.[1];
      if (locale && languageOfLocale(locale) === language) return;
      const reason = locale
        ? `the voice '${voice}' of ${title} does not speak ${languages[language].name}`
        : `'${voice}' is no Standard, Wavenet or Neural2 voice of ${title}`;
      throw new Failure('UnknownVoice', `${reason}: '${defaults[language]}' is one that does`);
    },

    async speak({ words, voice, speed }, signal) {
      const languageCode = voiceName.exec(voice)?.[1];
      const body = {
        input: { ssml: markWords(words) },
        voice: { languageCode, name: voice },
        audioConfig: { audioEncoding: 'LINEAR16', sampleRateHertz: 24_000, speakingRate: speed },
        enableTimePointing: ['SSML_MARK'],
      };
      const request = { method: 'POST' as const, url: `${baseUrl}/v1beta1/text:synthesize`, headers, body, signal };
      const { audioContent, timepoints = [] } = await vendor.askJson(request, answerSchema).catch(asUnknownVoice);
      const reached = new Map(timepoints.map(({ markName, timeSeconds }) => [markName, timeSeconds]));
      const starts = words.flatMap(({ text }, index) => {
        const start = reached.get(`${index}`);
        return start === undefined ? [] : [{ text, start }];
      });
      const reported = starts.map(({ text, start }, index) => ({
        text,
        start,
        // A mark says where a word begins; the last one's end is that of its letters at a usual pace.
        end: Math.max(start, starts[index + 1]?.start ?? start + text.length / usualLettersPerSecond),
      }));
      return {
        bytes: Buffer.from(audioContent, 'base64'),
        format: 'wav',
        ...(reported.length > 0 && { words: reported }),
      };
    },

    async listVoices(signal) {
      const { voices } = await vendor.askJson({ url: `${baseUrl}/v1beta1/voices`, headers, signal }, voicesSchema);
      return voices
        .filter(({ name }) => voiceName.test(name))
        .map(({ name, languageCodes, ssmlGender }) => ({
          voice: name,
          ...readGender(ssmlGender),
          languages: languagesOf(languageCodes),
        }))
        .filter((voice) => voice.languages.length > 0);
    },
  };
}

const usualLettersPerSecond = 15;

function markWords(words: SpeechRequest['words']): string {
  const marked = words.map(({ text, joined }, index) => {
    const space = joined || index === 0 ? '' : ' ';
    return `${space}<mark name="${index}"/>${escapeSsml(text)}`;
  });
  return `<speak>${marked.join('')}</speak>`;
}

/** A voice that is not there is an invalid argument like any other; only the sentence tells. */
function asUnknownVoice(error: unknown): never {
  if (!(error instanceof Failure) || error.type !== 'InvalidInput' || !/\bvoice\b/i.test(error.message)) throw error;
  throw new Failure('UnknownVoice', error.message, { cause: error });
}
