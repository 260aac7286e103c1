import type { Language } from '../../../../src/contracts/languages.ts';
import { readSentences } from '../../../../src/engines/voice/sentences.ts';

/** What is spoken of a text, silent tokens left out; `|` between sentences. */
export function readAloud(text: string, language: Language): string {
  return readSentences(text, language)
    .map(({ tokens }) =>
      tokens
        .map(({ spoken }) => spoken)
        .filter(Boolean)
        .join(' '),
    )
    .join(' | ');
}
