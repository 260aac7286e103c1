import { createAhrefsKeywords } from '../../../src/activities/keywords/providers/ahrefs.ts';
import { createGoogleAdsKeywords } from '../../../src/activities/keywords/providers/google-ads.ts';
import type { KeywordRequest } from '../../../src/activities/keywords/providers/provider.ts';
import { createSerpapiKeywords } from '../../../src/activities/keywords/providers/serpapi.ts';
import { createSuggestKeywords } from '../../../src/activities/keywords/providers/suggest.ts';
import type { Emulator } from '../../emulators/emulator.ts';

export const request: KeywordRequest = {
  topic: 'Why do octopuses have three hearts?',
  language: 'en',
  seeds: ['octopus hearts', 'octopuses have three hearts', 'three hearts'],
};

export const secrets = {
  developerToken: 'developer-token-5f2a',
  clientSecret: 'client-secret-77',
  refreshToken: '1//refresh-token-9c',
  serpapi: 'serpapi-key-31',
  ahrefs: 'ahrefs-key-42',
};

type Account = Parameters<typeof createGoogleAdsKeywords>[0];

/** Google's token endpoint is another host than its ads. */
export function googleAds(ads: Emulator, oauth: Emulator, changes: Partial<Account & Account['oauth']> = {}) {
  const {
    customerId = '1234567890',
    loginCustomerId,
    refreshToken = secrets.refreshToken,
    clientId = 'client-1',
  } = changes;
  return createGoogleAdsKeywords({
    developerToken: secrets.developerToken,
    customerId,
    loginCustomerId,
    version: 'v26',
    baseUrl: ads.url,
    oauth: { clientId, clientSecret: secrets.clientSecret, refreshToken, tokenUrl: `${oauth.url}/token` },
  });
}

export const serpapi = ({ url }: Emulator) => createSerpapiKeywords({ key: secrets.serpapi, baseUrl: url });
export const ahrefs = ({ url }: Emulator) => createAhrefsKeywords({ key: secrets.ahrefs, baseUrl: url });
export const suggest = ({ url }: Emulator) => createSuggestKeywords({ baseUrl: url });
