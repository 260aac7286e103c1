import { isVisible } from '../../contracts/publish.ts';
import { plainLine } from './sentences.ts';

// What changes the order or the meaning of the text around it without being seen: embeddings, overrides and isolates of
// direction, which a cut would leave open; soft hyphens and joiners of no width, which part words from what people search for;
// marks of annotations, music and deprecated languages. Kept: U+200C and U+200D, which Persian, Indic scripts and emoji are
// spelt with, and the plain marks of direction.
const unseen = /[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0001}]/gu;

// Letters and symbols that are drawn as nothing: the fillers of Korean, and the empty pattern of Braille.
const fillers = /[\u115f\u1160\u2800\u3164\uffa0]/g;

/**
 * One line as a platform takes it and a reader sees it: composed (NFC), no control characters, halves of characters,
 * noncharacters or unseen marks, white space folded. `<` and `>`, which YouTube refuses, become `‹` and `›`: they look
 * nearly the same and keep what was meant (`a ‹ b`, `‹3`), and right-to-left text turns them as it turned the others.
 */
export function shownLine(text: string): string {
  const bare = text
    .normalize('NFC')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(unseen, '')
    .replace(/\p{Noncharacter_Code_Point}/gu, ' ');
  // What was taken out may have stood between a letter and its accent.
  return plainLine(bare).normalize('NFC');
}

/** The same of several lines: every kind of line break as `\n`, at most two in a row. */
export function shownText(text: string): string {
  const lines = text.split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/).map(shownLine);
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Whether a reader would see nothing of it. */
export function isBlank(text: string): boolean {
  return !isVisible(text.replace(fillers, ''));
}
