import { z } from 'zod';
import { Failure } from '../../../contracts/failures.ts';
import { type Language, languages } from '../../../contracts/languages.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import { languageOfLocale, languagesOf, readGender } from '../locales.ts';
import type { SpeechRequest, SpeechService } from '../speak-by-service.ts';
import { escapeAttribute, escapeSsml } from '../ssml.ts';
import { speakOverSocket } from './azure-socket.ts';

// Ten minutes of sound are cut off without a word: this is two to three.
const longestText = 2000;

const defaults: Readonly<Record<Language, string>> = {
  en: 'en-US-JennyNeural',
  fr: 'fr-FR-DeniseNeural',
  es: 'es-ES-ElviraNeural',
  it: 'it-IT-ElsaNeural',
  pt: 'pt-BR-FranciscaNeural',
  de: 'de-DE-KatjaNeural',
  ar: 'ar-EG-SalmaNeural',
  he: 'he-IL-HilaNeural',
  hi: 'hi-IN-SwaraNeural',
  th: 'th-TH-PremwadeeNeural',
  zh: 'zh-CN-XiaoxiaoNeural',
  ja: 'ja-JP-NanamiNeural',
  ko: 'ko-KR-SunHiNeural',
};

const localeOf = (voice: string) => /^([a-z]{2,3}-[A-Z]{2})-/.exec(voice)?.[1];

const voicesSchema = z.array(
  z.object({
    ShortName: z.string(),
    DisplayName: z.string().optional(),
    Gender: z.string().optional(),
    Locale: z.string(),
    SecondaryLocaleList: z.array(z.string()).optional(),
  }),
);

/** Azure's speech over its websocket, the only way it tells when words are spoken; billed by the character. */
export function createAzureSpeech({ key, baseUrl }: NonNullable<VendorConfig['azureSpeech']>): SpeechService {
  const title = 'Azure Speech';
  const vendor = createVendor({ name: 'azure-speech', title, secrets: [key] });

  return {
    name: 'azure',
    title,
    // It takes 0.5 to 2; beyond these it stops sounding like a person.
    speeds: { slowest: 0.75, fastest: 1.3 },
    readsAround: false,
    modelOf: (voice) => (voice.includes('DragonHD') ? 'neural-hd' : 'neural'),
    defaultVoice: (language) => defaults[language],
    fits: ({ words }) => words.reduce((sum, { text }) => sum + text.length + 1, 0) <= longestText,
    unitsOf: (request) => ({ characters: billedCharacters(request) }),

    checkVoice(voice, language) {
      const locale = localeOf(voice);
      if (locale && (voice.includes('Multilingual') || languageOfLocale(locale) === language)) return;
      throw new Failure(
        'UnknownVoice',
        `'${voice}' is no voice of ${title} that speaks ${languages[language].name}: '${defaults[language]}' is one`,
      );
    },

    async speak(request, signal) {
      const { bytes, boundaries } = await speakOverSocket({
        ...{ vendor, key, signal, ssml: writeSsml(request) },
        url: `${baseUrl.replace(/^http/, 'ws')}/tts/cognitiveservices/websocket/v1`,
      });
      return { bytes, format: 'pcm', ...(boundaries.length > 0 && { words: boundaries }) };
    },

    async listVoices(signal) {
      const url = `${baseUrl}/cognitiveservices/voices/list`;
      const voices = await vendor.askJson({ url, headers: { 'ocp-apim-subscription-key': key }, signal }, voicesSchema);
      return voices
        .map(({ ShortName, DisplayName, Gender, Locale, SecondaryLocaleList = [] }) => ({
          voice: ShortName,
          ...(DisplayName && { name: DisplayName }),
          ...readGender(Gender),
          languages: languagesOf([Locale, ...SecondaryLocaleList]),
        }))
        .filter((voice) => voice.languages.length > 0);
    },
  };
}

function writeSsml(request: SpeechRequest): string {
  const { voice, language } = request;
  const own = localeOf(voice) ?? '';
  const locale = languageOfLocale(own) === language ? own : localeOf(defaults[language]);
  return (
    `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${locale}">` +
    `<voice name="${escapeAttribute(voice)}">${writeBody(request)}</voice></speak>`
  );
}

// How near to what is wanted a voice's own pace is known; the tag is charged for with each sentence.
const asGoodAsOwn = 0.07;

function writeBody({ text, speed }: SpeechRequest): string {
  const escaped = escapeSsml(text);
  if (Math.abs(speed - 1) <= asGoodAsOwn) return escaped;
  const percent = Math.round((speed - 1) * 100);
  return `<prosody rate="${percent > 0 ? '+' : ''}${percent}%">${escaped}</prosody>`;
}

/** What stands within `<voice>`, its tags too; a Chinese character counts as two (the vendor's page of prices). */
function billedCharacters(request: SpeechRequest): number {
  return [...writeBody(request)].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}
