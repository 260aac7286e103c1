import { startAhrefsEmulator } from './ahrefs.ts';
import { startAnthropicEmulator } from './anthropic.ts';
import { azureSpeechKey, startAzureSpeechEmulator } from './azure-speech.ts';
import { startCompatibleEmulator } from './compatible.ts';
import { elevenLabsKey, startElevenLabsEmulator } from './elevenlabs.ts';
import type { Emulator } from './emulator.ts';
import { startGeminiEmulator } from './gemini.ts';
import { startGoogleAdsEmulator } from './google-ads.ts';
import { googleSpeechKey, startGoogleSpeechEmulator } from './google-speech.ts';
import { openaiKey, startOpenaiEmulator } from './openai.ts';
import { pexelsKey, startPexelsEmulator } from './pexels.ts';
import { pixabayKey, startPixabayEmulator } from './pixabay.ts';
import { startSerpapiEmulator } from './serpapi.ts';
import { startSuggestEmulator } from './suggest.ts';
import { startYoutubeEmulator, youtubeEnvironment } from './youtube/start-youtube-emulator.ts';

interface VendorEntry {
  start(port?: number): Promise<Emulator>;
  /** What a process has to be told to use it. */
  environment(url: string): Record<string, string>;
}

const made = (prefix: string) => `${prefix}-made-up-0123456789abcdef`;

const adsRefreshToken = made('refresh');

/** Every outside service, by the name of its emulator. */
const entries = {
  openai: {
    start: (port) => startOpenaiEmulator({ port }),
    environment: (url) => ({ OPENAI_API_KEY: openaiKey, OPENAI_BASE_URL: `${url}/v1` }),
  },
  anthropic: {
    start: (port) => startAnthropicEmulator({ port }),
    environment: (url) => ({ ANTHROPIC_API_KEY: made('sk-ant'), ANTHROPIC_BASE_URL: url }),
  },
  gemini: {
    start: (port) => startGeminiEmulator({ port }),
    environment: (url) => ({ GEMINI_API_KEY: made('gemini'), GEMINI_BASE_URL: url }),
  },
  compatible: {
    start: (port) => startCompatibleEmulator({ port }),
    environment: (url) => ({
      OPENAI_COMPATIBLE_BASE_URL: `${url}/v1`,
      OPENAI_COMPATIBLE_API_KEY: made('compatible'),
      OPENAI_COMPATIBLE_MODEL: 'llama3.3',
    }),
  },
  elevenlabs: {
    start: (port) => startElevenLabsEmulator({ port }),
    environment: (url) => ({ ELEVENLABS_API_KEY: elevenLabsKey, ELEVENLABS_BASE_URL: url }),
  },
  'google-speech': {
    start: (port) => startGoogleSpeechEmulator({ port }),
    environment: (url) => ({ GOOGLE_TTS_API_KEY: googleSpeechKey, GOOGLE_TTS_BASE_URL: url }),
  },
  'azure-speech': {
    start: (port) => startAzureSpeechEmulator({ port }),
    environment: (url) => ({
      ...{ AZURE_SPEECH_KEY: azureSpeechKey, AZURE_SPEECH_REGION: 'westeurope' },
      AZURE_SPEECH_BASE_URL: url,
    }),
  },
  pexels: {
    start: (port) => startPexelsEmulator({ port }),
    environment: (url) => ({ PEXELS_API_KEY: pexelsKey, PEXELS_BASE_URL: url }),
  },
  pixabay: {
    start: (port) => startPixabayEmulator({ port }),
    environment: (url) => ({ PIXABAY_API_KEY: pixabayKey, PIXABAY_BASE_URL: url }),
  },
  'google-ads': {
    start: (port) => startGoogleAdsEmulator({ port }),
    environment: (url) => ({
      ...{ GOOGLE_ADS_DEVELOPER_TOKEN: made('developer'), GOOGLE_ADS_CUSTOMER_ID: '123-456-7890' },
      ...{ GOOGLE_ADS_REFRESH_TOKEN: adsRefreshToken, GOOGLE_ADS_BASE_URL: url },
    }),
  },
  serpapi: {
    start: (port) => startSerpapiEmulator({ port }),
    environment: (url) => ({ SERPAPI_API_KEY: made('serpapi'), SERPAPI_BASE_URL: url }),
  },
  ahrefs: {
    start: (port) => startAhrefsEmulator({ port }),
    environment: (url) => ({ AHREFS_API_KEY: made('ahrefs'), AHREFS_BASE_URL: url }),
  },
  suggest: {
    start: (port) => startSuggestEmulator({ port }),
    environment: (url) => ({ SUGGEST_BASE_URL: url }),
  },
  youtube: {
    /** With Google's sign-in, Google Ads' too. */
    async start(port) {
      const youtube = await startYoutubeEmulator({ port });
      youtube.oauth.issue('an account of Google Ads', {
        refreshToken: adsRefreshToken,
        scopes: ['https://www.googleapis.com/auth/adwords'],
      });
      return youtube;
    },
    environment: youtubeEnvironment,
  },
} as const satisfies Record<string, VendorEntry>;

export type VendorName = keyof typeof entries;

export type Emulators = { readonly [Name in VendorName]: Awaited<ReturnType<(typeof entries)[Name]['start']>> };

export interface AllVendors {
  emulators: Emulators;
  /** For a process that is to use them all. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

/** Starts every outside service on loopback. @param firstPort the ports count from it; any that are free when left out */
export async function startAllVendors(firstPort?: number): Promise<AllVendors> {
  const names = Object.keys(entries) as VendorName[];
  const started = await Promise.all(
    names.map((name, index) => entries[name].start(firstPort === undefined ? undefined : firstPort + index)),
  );
  const emulators = Object.fromEntries(names.map((name, index) => [name, started[index]])) as unknown as Emulators;
  const origin = (name: VendorName) => new URL(emulators[name].url).origin;
  return {
    emulators,
    environment: Object.assign({}, ...names.map((name) => entries[name].environment(origin(name)))) as Record<
      string,
      string
    >,
    close: async () => void (await Promise.all(started.map((emulator) => emulator.close()))),
  };
}
