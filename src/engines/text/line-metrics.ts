import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../../contracts/languages.ts';
import { canvasFont } from './fonts.ts';

/** How far letters reach above and below their baseline, as shares of the font size. */
export interface LineMetrics {
  ascent: number;
  descent: number;
}

// The tallest and deepest that is common in each script: what reaches further now and then may leave its line.
const samples: Partial<Record<Language, string>> = {
  ar: 'أكجل',
  he: 'לךקן',
  hi: 'र्कीभूृ',
  th: 'ที่ปูฐ',
  zh: '国',
  ja: '国',
  ko: '국',
};

const measured = 100;

/** Measured with letters of the language, so that lines keep their place whatever words they hold. */
export function lineMetrics(
  context: SKRSContext2D,
  family: string,
  language: Language,
  capitals: boolean,
): LineMetrics {
  context.save();
  context.font = canvasFont(family, measured);
  context.textBaseline = 'alphabetic';
  const latin = context.measureText(capitals ? 'H' : 'Hgp');
  const own = context.measureText(samples[language] ?? 'H');
  context.restore();
  return {
    ascent: Math.max(latin.actualBoundingBoxAscent, own.actualBoundingBoxAscent) / measured,
    descent: Math.max(latin.actualBoundingBoxDescent, own.actualBoundingBoxDescent, 0) / measured,
  };
}
