import { stripVTControlCharacters } from 'node:util';

/** `75` → `1 min 15 s`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function formatUsd(usd: number): string {
  return usd === 0 ? 'nothing' : `$${usd.toFixed(usd < 0.1 ? 4 : 2)}`;
}

/** A text as one line without control characters: what services say of an error may have both. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

// East Asian wide and full-width writing (UAX #11), and emoji.
const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u;
const segmenter = new Intl.Segmenter();

/** As much of a text as fits into so many columns of a terminal. */
export function cutToWidth(text: string, columns: number): string {
  let used = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    used += wide.test(segment) || segment.includes('\ufe0f') ? 2 : 1;
    if (used > columns) return text.slice(0, index);
  }
  return text;
}

/** Rows as columns, each as wide as its longest cell. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
