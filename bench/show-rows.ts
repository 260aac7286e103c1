import { formatTable } from '../src/cli/display/text.ts';
import type { BenchRow } from './row.ts';

const head = ['Figure', 'Value', 'Reference', 'Ratio', 'Bound', '', 'Detail'];

/** The rows as a table for a terminal. */
export function rowsAsTable(rows: readonly BenchRow[]): string {
  return formatTable([head, ...rows.map(cellsOf)]);
}

/** The rows as a table for a page of the documentation. */
export function rowsAsMarkdown(rows: readonly BenchRow[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const body = rows.map((row) => {
    const [figure = '', ...rest] = cellsOf(row);
    return line([`\`${figure}\``, ...rest]);
  });
  return [line(head), `|${head.map(() => '---|').join('')}`, ...body].join('\n');
}

function cellsOf({ figure, value, reference, ratio, unit, limit, holds, detail }: BenchRow): string[] {
  const measured = (amount: number) => `${readable(amount)} ${unit}`.trim();
  return [figure, measured(value), measured(reference), ratio.toFixed(3), limit, holds ? 'ok' : 'OVER', detail ?? ''];
}

/** Three significant digits are what one run is good for; seconds and megabytes need no more than one decimal. */
function readable(amount: number): string {
  if (Math.abs(amount) >= 10) return amount.toFixed(1);
  return amount === 0 ? '0' : Number(amount.toPrecision(3)).toString();
}
