import type { KeywordSet } from '../../../contracts/keywords.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { Provided, ProviderCall } from '../../../contracts/provider-call.ts';

export interface KeywordRequest {
  topic: string;
  language: Language;
}

export interface KeywordProvider {
  readonly name: string;
  fetchKeywords(request: KeywordRequest, call: ProviderCall): Promise<Provided<KeywordSet>>;
}
