import type { AbTestMetric } from '../../../contracts/ab-test.ts';

// A number and its unit stay together.
const space = '\u00a0';

/** How values of a metric are written side by side: with the digits it takes to tell them apart, up to two more than usual. */
export function valueFormat(metric: AbTestMetric, values: readonly number[]): (value: number) => string {
  const different = new Set(values).size;
  const isClear = (more: number) => new Set(values.map((value) => formatValue(metric, value, more))).size === different;
  const more = [0, 1].find(isClear) ?? 2;
  return (value) => formatValue(metric, value, more);
}

/** From one number to another of the same unit, which is written once where both have it: `3.4 to 3.9 %`. */
export function formatRange(low: string, high: string): string {
  const [number, unit] = low.split(space);
  return unit !== undefined && high.endsWith(space + unit) ? `${number} to ${high}` : `${low} to ${high}`;
}

/** `3.1 %` of impressions, `0.16 min` an impression, `12.4k` views. */
function formatValue(metric: AbTestMetric, value: number, more: number): string {
  switch (metric) {
    case 'ctr':
      return `${fixed(value * 100, digitsFor(value * 100, 2, 1) + more)}${space}%`;
    case 'watchTimePerImpression':
      return `${fixed(value, digitsFor(value, 2, 0) + more)}${space}min`;
    case 'views':
      return abbreviate(value, 3 + more);
  }
}

/** Labels of an axis: with the digits of its step, or each with its own where the axis has no step. */
export function formatTicks(metric: AbTestMetric, ticks: readonly number[], step?: number): string[] {
  return ticks.map((tick) => {
    const unit = step ?? tick;
    if (metric === 'ctr') return `${fixed(tick * 100, placesOf(unit * 100))}${space}%`;
    return metric === 'views' ? abbreviate(tick, 6) : `${fixed(tick, placesOf(unit))}${space}min`;
  });
}

/** How many digits after the point a number begins at: 2 of 0.05, 0 of 5. */
function placesOf(unit: number): number {
  return unit > 0 ? Math.min(12, Math.max(0, -Math.floor(Math.log10(unit) + 1e-9))) : 0;
}

/** A difference as a share: `+14 %`, `−3.2 %`, `0 %`. */
export function formatEffect(effect: number): string {
  const size = Math.abs(effect * 100);
  const text = size >= 9999.5 ? abbreviate(size, 3) : fixed(size, size < 9.95 ? 1 : 0);
  const plain = text.replace(/\.0$/, '');
  const sign = plain === '0' ? '' : effect < 0 ? '−' : '+';
  return `${sign}${plain}${space}%`;
}

/** What is known of a difference: `+5 to +22 %`; a bound may be missing. */
export function formatBounds(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return formatRange(formatEffect(low), formatEffect(high));
  if (low !== null) return `above ${formatEffect(low)}`;
  return high !== null ? `below ${formatEffect(high)}` : 'no bounds yet';
}

/** A share without a sign: `97 %`, `<0.1 %`. Never rounded to certainty. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return `<0.1${space}%`;
  if (percent > 99.9 && percent < 100) return `>99.9${space}%`;
  const digits = percent < 9.95 || percent > 99 ? 1 : 0;
  return `${fixed(percent, digits).replace(/\.0$/, '')}${space}%`;
}

/** A p-value with three digits, so that 0.0497 isn't read as 0.05. */
export function formatP(p: number): string {
  if (p < 0.0001) return '<0.0001';
  if (p >= 0.995) return '1';
  if (p >= 0.1) return fixed(p, 2);
  return fixed(p, digitsFor(p, 3, 3)).slice(0, 6);
}

/** Digits after the point, so that so many count. */
function digitsFor(value: number, significant: number, least: number): number {
  if (value === 0) return 0;
  return Math.min(6, Math.max(value >= 100 ? 0 : least, significant - 1 - Math.floor(Math.log10(Math.abs(value)))));
}

function fixed(value: number, digits: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const thousands = ['', 'k', 'M', 'bn'];

function abbreviate(value: number, significant: number): string {
  let power = 0;
  let left = value;
  while (Number(left.toPrecision(significant)) >= 1000 && power < thousands.length - 1) {
    left /= 1000;
    power++;
  }
  const rounded = Number(left.toPrecision(significant));
  return `${rounded.toLocaleString('en-US', { maximumFractionDigits: 6 })}${thousands[power]}`;
}
