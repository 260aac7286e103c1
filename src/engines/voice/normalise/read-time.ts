import type { LanguageTable } from './language-table.ts';
import { isBare, type Token } from './token.ts';

/** `10:30`, `10:30pm`, `7:05:30`. Two figures after the colon tell it from a ratio such as `3:1`. */
export function speakTime(tokens: readonly Token[], at: number, table: LanguageTable): string[] | undefined {
  const token = tokens[at];
  const match = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(am|pm)?$/i.exec(token?.core ?? '');
  if (!match || Number(match[1]) > 24) return undefined;
  const half = match[4] ? `${match[4].slice(0, 1).toUpperCase()}.M.` : '';
  const followed = half !== '' || (isBare(token) && /^[ap]\.?m$/i.test(tokens[at + 1]?.core ?? ''));
  const spoken = [table.time(Number(match[1]), Number(match[2]), followed)];
  if (match[3]) spoken.push(table.cardinal(Number(match[3])));
  if (half) spoken.push(half);
  return [spoken.join(' ')];
}

/** `1998-03-12`, `3/12/1998`, `12.03.1998`. A month beyond 12 turns day and month round. */
export function speakDate(tokens: readonly Token[], at: number, table: LanguageTable): string[] | undefined {
  const core = tokens[at]?.core ?? '';
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(core);
  if (iso) return date(Number(iso[3]), Number(iso[2]), Number(iso[1]), table);
  const match =
    /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(core) ??
    (table.dayFirst ? /^(\d\d)([/.])(\d\d)\2(\d\d)$/ : /^(\d\d?)(\/)(\d\d?)\2(\d\d)$/).exec(core);
  if (!match) return undefined;
  const [first, second, year] = [Number(match[1]), Number(match[3]), wholeYear(match[4] ?? '')];
  const dayFirst = second > 12 ? false : first > 12 ? true : table.dayFirst;
  return date(dayFirst ? first : second, dayFirst ? second : first, year, table);
}

/** `98` → 1998, `24` → 2024. */
function wholeYear(figures: string): number {
  const year = Number(figures);
  return figures.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
}

function date(day: number, month: number, year: number, table: LanguageTable): string[] | undefined {
  if (day < 1 || day > 31 || month < 1 || month > 12) return undefined;
  return [table.date(day, month, year)];
}
