import type { VendorConfig } from '../../infra/config/vendors.ts';
import { createAhrefsKeywords } from './providers/ahrefs.ts';
import { createGoogleAdsKeywords } from './providers/google-ads.ts';
import { createOfflineKeywords } from './providers/offline.ts';
import type { KeywordProvider } from './providers/provider.ts';
import { createSerpapiKeywords } from './providers/serpapi.ts';
import { createSuggestKeywords } from './providers/suggest.ts';

/** All that can be used: those whose keys are set, and those that need none; in the catalogue's order. */
export function openKeywordProviders({ googleAds, ahrefs, serpapi, suggest }: VendorConfig): KeywordProvider[] {
  return [
    ...(googleAds ? [createGoogleAdsKeywords(googleAds)] : []),
    ...(ahrefs ? [createAhrefsKeywords(ahrefs)] : []),
    ...(serpapi ? [createSerpapiKeywords(serpapi)] : []),
    createSuggestKeywords(suggest),
    createOfflineKeywords(),
  ];
}
