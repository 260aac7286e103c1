import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { wholeNumber } from './whole-number.ts';

const text = z.string().min(1);
const address = z.url({ protocol: /^https?$/, error: 'give an http or https address' }).transform(withoutSlash);
const key = text.optional();

/**
 * Keys, addresses and models of outside services, under the names their makers use. A service whose key is set is used; the
 * addresses are there for proxies and emulators.
 */
export const vendorVariables = {
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: address.default('https://api.openai.com/v1'),
  OPENAI_MODEL: text.default('gpt-5-mini'),
  OPENAI_SPEECH_MODEL: text.default('gpt-4o-mini-tts'),
  OPENAI_IMAGE_MODEL: text.default('gpt-image-2'),
  ANTHROPIC_API_KEY: key,
  ANTHROPIC_BASE_URL: address.default('https://api.anthropic.com'),
  ANTHROPIC_MODEL: text.default('claude-sonnet-4-5'),
  GEMINI_API_KEY: key,
  GEMINI_BASE_URL: address.default('https://generativelanguage.googleapis.com'),
  GEMINI_MODEL: text.default('gemini-3-flash'),
  /** Any server that speaks OpenAI's protocol, such as Ollama: `http://127.0.0.1:11434/v1`. It and the model are set together. */
  OPENAI_COMPATIBLE_BASE_URL: address.optional(),
  OPENAI_COMPATIBLE_API_KEY: key,
  OPENAI_COMPATIBLE_MODEL: text.optional(),
  ELEVENLABS_API_KEY: key,
  ELEVENLABS_BASE_URL: address.default('https://api.elevenlabs.io'),
  ELEVENLABS_MODEL: text.default('eleven_multilingual_v2'),
  GOOGLE_TTS_API_KEY: key,
  GOOGLE_TTS_BASE_URL: address.default('https://texttospeech.googleapis.com'),
  AZURE_SPEECH_KEY: key,
  AZURE_SPEECH_REGION: text.regex(/^[a-z0-9]+$/, 'give the region as Azure writes it, such as westeurope').optional(),
  /** In place of the region's own address. */
  AZURE_SPEECH_BASE_URL: address.optional(),
  PEXELS_API_KEY: key,
  PEXELS_BASE_URL: address.default('https://api.pexels.com'),
  PIXABAY_API_KEY: key,
  PIXABAY_BASE_URL: address.default('https://pixabay.com'),
  /** Google Ads needs them all but the manager's account. */
  GOOGLE_ADS_DEVELOPER_TOKEN: key,
  GOOGLE_ADS_CUSTOMER_ID: text.optional(),
  GOOGLE_ADS_LOGIN_CUSTOMER_ID: text.optional(),
  GOOGLE_ADS_REFRESH_TOKEN: key,
  GOOGLE_ADS_BASE_URL: address.default('https://googleads.googleapis.com'),
  GOOGLE_ADS_API_VERSION: text.regex(/^v\d+$/, 'give it as v26').default('v26'),
  GOOGLE_OAUTH_CLIENT_ID: text.optional(),
  GOOGLE_OAUTH_CLIENT_SECRET: key,
  GOOGLE_OAUTH_TOKEN_URL: address.default('https://oauth2.googleapis.com/token'),
  /** The page where a person lets us in. */
  GOOGLE_OAUTH_AUTH_URL: address.default('https://accounts.google.com/o/oauth2/v2/auth'),
  YOUTUBE_ROOT_URL: address.default('https://www.googleapis.com'),
  YOUTUBE_ANALYTICS_ROOT_URL: address.default('https://youtubeanalytics.googleapis.com'),
  YOUTUBE_REPORTING_ROOT_URL: address.default('https://youtubereporting.googleapis.com'),
  /** Of the one channel of a machine without a browser. */
  YOUTUBE_REFRESH_TOKEN: key,
  /** What the project may use up in a Pacific day: units, and uploads begun. */
  YOUTUBE_DAILY_UNITS: wholeNumber(1, 1e9).default(10_000),
  YOUTUBE_DAILY_UPLOADS: wholeNumber(1, 1e9).default(100),
  SERPAPI_API_KEY: key,
  SERPAPI_BASE_URL: address.default('https://serpapi.com'),
  AHREFS_API_KEY: key,
  AHREFS_BASE_URL: address.default('https://api.ahrefs.com'),
  SUGGEST_BASE_URL: address.default('https://suggestqueries.google.com'),
};

/** Their values are never shown. */
export const vendorSecrets = Object.keys(vendorVariables).filter((name) => /_(KEY|TOKEN|SECRET)$/.test(name));

const shape = z.object(vendorVariables);
type Variables = z.infer<typeof shape>;

interface Service {
  key: string;
  baseUrl: string;
}

/** Our program, as Google's console knows it: a client of the kind `Desktop app`. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
  authUrl: string;
  tokenUrl: string;
}

/** The services that can be used: those whose keys are set. */
export interface VendorConfig {
  openai?: Service & { model: string; speechModel: string; imageModel: string };
  anthropic?: Service & { model: string };
  gemini?: Service & { model: string };
  compatible?: { key?: string; baseUrl: string; model: string };
  elevenlabs?: Service & { model: string };
  googleSpeech?: Service;
  azureSpeech?: Service;
  pexels?: Service;
  pixabay?: Service;
  googleAds?: {
    developerToken: string;
    customerId: string;
    loginCustomerId?: string;
    version: string;
    baseUrl: string;
    oauth: { clientId: string; clientSecret: string; refreshToken: string; tokenUrl: string };
  };
  youtube?: {
    rootUrl: string;
    analyticsRootUrl: string;
    reportingRootUrl: string;
    oauth: OAuthClient;
    /** Of the one channel of a machine without a browser; else those that are signed in are used. */
    refreshToken?: string;
    /** What the project may use up in a Pacific day. */
    dailyUnits: number;
    dailyUploads: number;
  };
  serpapi?: Service;
  ahrefs?: Service;
  /** Needs no key. */
  suggest: { baseUrl: string };
}

export function toVendors(given: Variables): VendorConfig {
  const service = (secret: string | undefined, baseUrl: string) => (secret ? { key: secret, baseUrl } : undefined);
  const openai = service(given.OPENAI_API_KEY, given.OPENAI_BASE_URL);
  const anthropic = service(given.ANTHROPIC_API_KEY, given.ANTHROPIC_BASE_URL);
  const gemini = service(given.GEMINI_API_KEY, given.GEMINI_BASE_URL);
  const elevenlabs = service(given.ELEVENLABS_API_KEY, given.ELEVENLABS_BASE_URL);
  return {
    openai: openai && {
      ...openai,
      model: given.OPENAI_MODEL,
      speechModel: given.OPENAI_SPEECH_MODEL,
      imageModel: given.OPENAI_IMAGE_MODEL,
    },
    anthropic: anthropic && { ...anthropic, model: given.ANTHROPIC_MODEL },
    gemini: gemini && { ...gemini, model: given.GEMINI_MODEL },
    compatible: readCompatible(given),
    elevenlabs: elevenlabs && { ...elevenlabs, model: given.ELEVENLABS_MODEL },
    googleSpeech: service(given.GOOGLE_TTS_API_KEY, given.GOOGLE_TTS_BASE_URL),
    azureSpeech: readAzure(given),
    pexels: service(given.PEXELS_API_KEY, given.PEXELS_BASE_URL),
    pixabay: service(given.PIXABAY_API_KEY, given.PIXABAY_BASE_URL),
    googleAds: readGoogleAds(given),
    youtube: readYoutube(given),
    serpapi: service(given.SERPAPI_API_KEY, given.SERPAPI_BASE_URL),
    ahrefs: service(given.AHREFS_API_KEY, given.AHREFS_BASE_URL),
    suggest: { baseUrl: given.SUGGEST_BASE_URL },
  };
}

function readYoutube(given: Variables): VendorConfig['youtube'] {
  const { GOOGLE_OAUTH_CLIENT_ID: clientId, GOOGLE_OAUTH_CLIENT_SECRET: clientSecret } = given;
  const refreshToken = given.YOUTUBE_REFRESH_TOKEN;
  if (!clientId || !clientSecret) {
    if (!refreshToken) return undefined;
    throw together(['YOUTUBE_REFRESH_TOKEN', 'GOOGLE_OAUTH_CLIENT_ID', 'GOOGLE_OAUTH_CLIENT_SECRET']);
  }
  return {
    rootUrl: given.YOUTUBE_ROOT_URL,
    analyticsRootUrl: given.YOUTUBE_ANALYTICS_ROOT_URL,
    reportingRootUrl: given.YOUTUBE_REPORTING_ROOT_URL,
    oauth: {
      ...{ clientId, clientSecret },
      ...{ authUrl: given.GOOGLE_OAUTH_AUTH_URL, tokenUrl: given.GOOGLE_OAUTH_TOKEN_URL },
    },
    refreshToken,
    dailyUnits: given.YOUTUBE_DAILY_UNITS,
    dailyUploads: given.YOUTUBE_DAILY_UPLOADS,
  };
}

function readCompatible(given: Variables): VendorConfig['compatible'] {
  const { OPENAI_COMPATIBLE_BASE_URL: baseUrl, OPENAI_COMPATIBLE_MODEL: model } = given;
  if (!baseUrl && !model) return undefined;
  if (baseUrl && model) return { key: given.OPENAI_COMPATIBLE_API_KEY, baseUrl, model };
  throw together(['OPENAI_COMPATIBLE_BASE_URL', 'OPENAI_COMPATIBLE_MODEL']);
}

function readAzure(given: Variables): VendorConfig['azureSpeech'] {
  const { AZURE_SPEECH_KEY: secret, AZURE_SPEECH_REGION: region, AZURE_SPEECH_BASE_URL: own } = given;
  if (!secret) return undefined;
  const baseUrl = own ?? (region && `https://${region}.tts.speech.microsoft.com`);
  if (!baseUrl) throw together(['AZURE_SPEECH_KEY', 'AZURE_SPEECH_REGION']);
  return { key: secret, baseUrl };
}

function readGoogleAds(given: Variables): VendorConfig['googleAds'] {
  const {
    GOOGLE_ADS_DEVELOPER_TOKEN: developerToken,
    GOOGLE_ADS_CUSTOMER_ID: customerId,
    GOOGLE_ADS_REFRESH_TOKEN: refreshToken,
    GOOGLE_OAUTH_CLIENT_ID: clientId,
    GOOGLE_OAUTH_CLIENT_SECRET: clientSecret,
  } = given;
  if (!developerToken) return undefined;
  if (!customerId || !refreshToken || !clientId || !clientSecret) {
    throw together([
      'GOOGLE_ADS_DEVELOPER_TOKEN',
      'GOOGLE_ADS_CUSTOMER_ID',
      'GOOGLE_ADS_REFRESH_TOKEN',
      'GOOGLE_OAUTH_CLIENT_ID',
      'GOOGLE_OAUTH_CLIENT_SECRET',
    ]);
  }
  return {
    developerToken,
    customerId: customerId.replaceAll('-', ''),
    loginCustomerId: given.GOOGLE_ADS_LOGIN_CUSTOMER_ID?.replaceAll('-', ''),
    version: given.GOOGLE_ADS_API_VERSION,
    baseUrl: given.GOOGLE_ADS_BASE_URL,
    oauth: { clientId, clientSecret, refreshToken, tokenUrl: given.GOOGLE_OAUTH_TOKEN_URL },
  };
}

function together(names: readonly string[]): Failure {
  return new Failure('InvalidInput', `${names.join(', ')} are set together or not at all`);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
