import type { Language } from '../../../../src/contracts/languages.ts';
import { normaliseTokens } from '../../../../src/engines/voice/normalise/normalise.ts';
import { splitToken } from '../../../../src/engines/voice/normalise/token.ts';

/** What is spoken for each token, silent ones left out. */
export function readAloud(text: string, language: Language): string {
  return normaliseTokens(text.split(/\s+/).map(splitToken), language)
    .filter((spoken) => spoken !== '')
    .join(' ');
}
