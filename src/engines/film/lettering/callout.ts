import type { Language } from '../../../contracts/languages.ts';

/** A number in a text, and how it is written. */
interface Figure {
  before: string;
  value: number;
  decimals: number;
  /** Between thousands, and before decimals; empty for none. */
  group: string;
  point: string;
  after: string;
}

const pattern = /\d+(?:[\s\u00a0\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,’']\d+)*/u;
const pointBefore3: ReadonlySet<Language> = new Set(['en', 'zh', 'ja', 'ko', 'th', 'hi', 'he', 'ar']);

/** The one number of a text that may count up; `undefined` for none, several, a year or a number too small to count to. */
export function parseFigure(text: string, language: Language): Figure | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const [written] = found;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + written.length);
  if (/\d/u.test(before + after) || /[-–:/]$/u.test(before.trim()) || /^[-–:/]/u.test(after.trim())) return undefined;
  const figure = readNumber(written, language);
  if (!figure || (isYear(written) && !/[$€£¥]\s?$/u.test(before) && !/^\s?[%$€£¥]/u.test(after))) return undefined;
  return figure.value < 3 && figure.decimals === 0 ? undefined : { ...figure, before, after };
}

function isYear(written: string): boolean {
  return /^\d{4}$/u.test(written) && Number(written) >= 1000 && Number(written) <= 2199;
}

function readNumber(written: string, language: Language): Omit<Figure, 'before' | 'after'> | undefined {
  const marks = written.match(/[^\d]/gu) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return { value: Number(written), decimals: 0, group: '', point: '' };
  const tail = written.slice(written.lastIndexOf(last) + 1);
  const [first] = marks as [string];
  const same = marks.every((mark) => mark === first);
  // `1,234` is a thousand where a point stands before decimals, and `1.234` where a comma does.
  const groupMark = pointBefore3.has(language) ? ',' : '.';
  const groups = tail.length === 3 && same && (marks.length > 1 || last === groupMark || !/[.,]/u.test(last));
  const digits = written.replace(/[^\d]/gu, '');
  if (groups) return { value: Number(digits), decimals: 0, group: first, point: '' };
  // Only one mark before decimals: `3.14.15` and `1.2,3,4` are no numbers.
  if (marks.filter((mark) => mark === last).length > 1 || !/[.,]/u.test(last)) return undefined;
  const value = Number(digits) / 10 ** tail.length;
  return { value, decimals: tail.length, group: marks.length > 1 ? first : '', point: last };
}

/** The text with its number at a share of 0–1 of its value, written as it is at the end. */
export function figureAt({ before, value, decimals, group, point, after }: Figure, share: number): string {
  const [whole = '0', rest] = (value * share).toFixed(decimals).split('.');
  const grouped = group === '' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return `${before}${grouped}${rest === undefined ? '' : point + rest}${after}`;
}

/** A call-out's parts: the number with what is written close to it, and the words before and after it. */
export function splitCallout(text: string): { before: string; number: string; after: string } {
  const found = /[^\s\u00a0\u202f]*\d(?:[^\s]|[\s\u00a0\u202f](?=\d{3}(?!\d)|[%€$£¥°]))*/u.exec(text);
  if (!found) return { before: '', number: text.trim(), after: '' };
  const end = found.index + found[0].length;
  return { before: text.slice(0, found.index).trim(), number: found[0], after: text.slice(end).trim() };
}
