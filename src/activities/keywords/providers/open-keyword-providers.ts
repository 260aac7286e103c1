import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createAhrefsKeywords } from './ahrefs.ts';
import { createGoogleAdsKeywords } from './google-ads.ts';
import { createOfflineKeywords } from './offline.ts';
import type { KeywordProvider } from './provider.ts';
import { createSerpapiKeywords } from './serpapi.ts';
import { createSuggestKeywords } from './suggest.ts';

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
