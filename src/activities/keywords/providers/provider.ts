import type { KeywordFigures } from '../../../contracts/keywords.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { Provided, ProviderCall } from '../../../contracts/provider-call.ts';

export interface KeywordRequest {
  topic: string;
  language: Language;
  /** Terms of the topic's own words that a search can begin with, the likeliest first; at least one, none with a comma. */
  seeds: readonly string[];
}

/** A search term with the figures the provider gave. */
export interface KeywordIdea extends KeywordFigures {
  text: string;
}

export interface KeywordFindings {
  /** As the provider ranks them, best first; empty when it knows nothing of the topic. */
  ideas: KeywordIdea[];
  /** What people ask about the topic. */
  questions?: string[];
  /** ISO 8601: when the oldest of its answers was given; missing when no vendor was asked. */
  fetchedAt?: string;
}

export interface KeywordProvider {
  readonly name: string;
  findIdeas(request: KeywordRequest, call: ProviderCall): Promise<Provided<KeywordFindings>>;
}
