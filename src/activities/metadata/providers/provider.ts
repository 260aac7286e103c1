import type { Format } from '../../../contracts/formats.ts';
import type { KeywordSet } from '../../../contracts/keywords.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { Disclosure, Metadata } from '../../../contracts/metadata.ts';
import type { Provided, ProviderCall } from '../../../contracts/provider-call.ts';
import type { Script } from '../../../contracts/script.ts';
import type { TranslationRequest } from './translation-request.ts';

export interface MetadataRequest {
  topic: string;
  language: Language;
  format: Format;
  script: Script;
  keywords?: KeywordSet;
  /** Length of each scene in seconds, in the script's order. */
  sceneSeconds: number[];
  /** Authors and licences to name, a line each: music, icons, fonts. */
  credits: string[];
  disclosure: Disclosure;
}

export interface MetadataProvider {
  readonly name: string;
  buildMetadata(request: MetadataRequest, call: ProviderCall): Promise<Provided<Metadata>>;
  /** One line for each of those given. Left out by one who can't. */
  translate?: (request: TranslationRequest, call: ProviderCall) => Promise<Provided<string[]>>;
}
