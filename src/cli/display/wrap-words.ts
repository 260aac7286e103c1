import { cutToWidth } from './text.ts';

/** A text in lines of so many columns at most, all but the first behind `indent`. A longer word stays whole. */
export function wrapWords(text: string, columns: number, indent = ''): string {
  const lines: string[] = [];
  const [first = '', ...others] = text.split(' ');
  let line = first;
  for (const word of others) {
    const longer = `${line} ${word}`;
    if (line.trim() === '' || cutToWidth(longer, columns) === longer) line = longer;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line].join('\n');
}

// What goes into a file or another program has no width: long lines are wrapped as on a wide terminal.
const wide = 100;

/** Columns there are to write in. */
export function columnsOf({ isTTY, columns }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): number {
  return Math.max(20, isTTY ? (columns ?? wide) : wide);
}
