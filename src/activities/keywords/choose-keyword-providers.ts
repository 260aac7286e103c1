import type { Brief } from '../../contracts/brief.ts';
import { providers as catalogue } from '../../contracts/providers.ts';
import { chooseProviders } from '../choose-providers.ts';
import type { KeywordProvider } from './providers/provider.ts';

/** Providers that are asked together, in the catalogue's order. */
export interface KeywordPanel {
  /** Their names, joined by `+`. */
  name: string;
  providers: readonly KeywordProvider[];
  /** Those the brief names that are not configured here. */
  missing: readonly string[];
}

/** They measure: all that are configured are asked. The others are asked when they are named, or nobody measures. */
const measuring: readonly string[] = ['google-ads', 'ahrefs', 'serpapi'];
/** Who finds terms in the topic alone. */
export const ownWords = 'offline';

export function catalogueOrder(provider: string): number {
  const place = catalogue.keywords.indexOf(provider);
  return place < 0 ? catalogue.keywords.length : place;
}

export function namePanel(names: readonly string[]): string {
  return [...names].sort((one, other) => catalogueOrder(one) - catalogueOrder(other)).join('+');
}

/**
 * Who is asked: all that the brief names, else all that measure, else the topic's own words.
 * @throws Failure `UnknownProvider` when none of them is configured here
 */
export function chooseKeywordProviders(brief: Brief, available: readonly KeywordProvider[]): KeywordPanel {
  const configured = available.map(({ name }) => name);
  const measured = measuring.filter((name) => configured.includes(name));
  const wanted = [...new Set(brief.providers.keywords ?? (measured.length > 0 ? measured : [ownWords]))];
  const chosen = chooseProviders('keywords', { ...brief, providers: { keywords: wanted } }, available);
  const providers = chosen.sort((one, other) => catalogueOrder(one.name) - catalogueOrder(other.name));
  return {
    name: namePanel(providers.map(({ name }) => name)),
    providers,
    missing: wanted.filter((name) => !configured.includes(name)),
  };
}
