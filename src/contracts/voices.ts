import { type Language, type OfflineLanguage, offlineLanguages } from './languages.ts';

/** A voice that narrations can ask for by its name. */
export interface VoiceFacts {
  voice: string;
  language: Language;
  provider: string;
  /** `neural`: a voice that was learnt from speakers; `rules`: a robot's, for languages that have no other here. */
  kind: 'neural' | 'rules';
  gender?: 'female' | 'male';
  /** What people call it, where `voice` is only an id. */
  name?: string;
  /** Where it can be heard, when the provider has a sample. */
  sample?: string;
  /** Used for the language when no voice is named. */
  isDefault: boolean;
}

/** A voice of an outside service, once for all the languages it speaks: lists of a thousand travel through histories. */
export interface ListedVoice extends Pick<VoiceFacts, 'voice' | 'gender' | 'name' | 'sample'> {
  languages: Language[];
}

/** Input of the activity `listVoices`. */
export type ListVoicesInput = Record<string, never>;

/** What the outside services of a worker can speak with. */
export interface ListVoicesResult {
  voices: (ListedVoice & { provider: string; defaultOf: Language[] })[];
  /** Sentences for the person: which service could not be asked, and why. */
  notes: string[];
}

/** The voices of Kokoro-82M 1.0, which the set-up fetches; the first of a language is its default. */
const neural: Readonly<Record<OfflineLanguage, readonly string[]>> = {
  en: [
    ...['af_heart', 'af_alloy', 'af_aoede', 'af_bella', 'af_jessica', 'af_kore', 'af_nicole', 'af_nova', 'af_river'],
    ...['af_sarah', 'af_sky', 'am_adam', 'am_echo', 'am_eric', 'am_fenrir', 'am_liam', 'am_michael', 'am_onyx'],
    ...['am_puck', 'am_santa', 'bf_alice', 'bf_emma', 'bf_isabella', 'bf_lily', 'bm_daniel', 'bm_fable', 'bm_george'],
    'bm_lewis',
  ],
  fr: ['ff_siwis'],
  es: ['ef_dora', 'em_alex', 'em_santa'],
  it: ['if_sara', 'im_nicola'],
  pt: ['pf_dora', 'pm_alex', 'pm_santa'],
};

const byRules: readonly Language[] = ['de', 'ar', 'hi', 'zh', 'ko'];

/** Every voice of the offline speech provider. Hebrew, Thai and Japanese have none that could be understood. */
export const offlineVoices: readonly VoiceFacts[] = [
  ...offlineLanguages.flatMap((language) =>
    neural[language].map(
      (voice, index): VoiceFacts => ({
        voice,
        language,
        provider: 'offline',
        kind: 'neural',
        // Kokoro names a voice by accent, gender and a name.
        gender: voice.charAt(1) === 'f' ? 'female' : 'male',
        isDefault: index === 0,
      }),
    ),
  ),
  ...byRules.map(
    (language): VoiceFacts => ({ voice: 'espeak', language, provider: 'offline', kind: 'rules', isDefault: true }),
  ),
];
