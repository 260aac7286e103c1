import { contrast, luminance, parseColour } from '../../text/colours.ts';
import { fromOklab, mixOklab, toOklab } from './oklab.ts';

// What WCAG 2.2 asks of ordinary text.
const least = 4.5;

/** The colour itself, or the nearest lighter or darker one that can be read on the other. */
export function legible(colour: string, on: string): string {
  const ground = parseColour(on);
  const end = toOklab(luminance(ground) < 0.3 ? '#ffffff' : '#000000');
  const from = toOklab(colour);
  for (let amount = 0; amount < 1; amount += 0.05) {
    const candidate = fromOklab(mixOklab(from, end, amount));
    if (contrast(parseColour(candidate), ground) >= least) return candidate;
  }
  return fromOklab(end);
}
