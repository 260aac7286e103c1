import type { Format } from '../../../contracts/formats.ts';
import type { KeywordSet } from '../../../contracts/keywords.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { Provided, ProviderCall } from '../../../contracts/provider-call.ts';
import type { Script } from '../../../contracts/script.ts';

export interface ScriptRequest {
  topic: string;
  language: Language;
  format: Format;
  /** Wanted length of the narration in seconds. */
  durationSeconds: number;
  keywords?: KeywordSet;
  /** How it should sound, and for whom it is, in a few words; the format's own when left out. */
  tone?: string;
  audience?: string;
}

export interface ScriptProvider {
  readonly name: string;
  writeScript(request: ScriptRequest, call: ProviderCall): Promise<Provided<Script>>;
}
