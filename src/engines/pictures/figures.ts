import type { Language } from '../../contracts/languages.ts';

/** A number worth showing. `text` is how it is drawn in large letters; `share` 0–1 of a percentage. */
export type Figure =
  | { kind: 'percent'; text: string; share: number; trend: 'up' | 'down' | 'level' }
  | { kind: 'year'; text: string; year: number }
  | { kind: 'amount'; text: string };

const percentWords = '%|percent|per cent|pour cent|por ciento|per cento|por cento';
const amountWords =
  'years?|ans|ann[ée]es|a[ñn]os|anni|anos|km|kilom\\p{L}+|miles|metres|meters|mètres|kg|tons|tonnes|hours?|heures|horas|ore|days|jours|d[ií]as|giorni|dias|degrees|degrés|°C|°F|million\\p{L}*|millones|milioni|milhões|billion\\p{L}*|milliards?|miliardi|bilhões';

const percent = new RegExp(`(\\d{1,3}(?:[.,]\\d+)?)\\s?(?:${percentWords})(?!\\p{L})`, 'iu');
const amount = new RegExp(`((?<![\\d.,])\\d[\\d.,\\s]*)\\s(${amountWords})(?!\\p{L})`, 'iu');
const year = /(?<![\d.,$€£]\s?)\b(1[0-9]{3}|20[0-9]{2})\b(?![.,]?\d|\s?%|\s\p{L}*(?:km|kg|ans|years|años|anni|anos))/iu;

const up =
  /\b(ris|rose|increas|grow|grew|climb|inflation|higher|up\b|hausse|augment|grimp|croiss|sub[ei]|aument|crec|inflaci|sal[ie]|cresc|inflazion|inflaç)/i;
const down =
  /\b(fall|fell|drop|declin|decreas|lower|lost|loss|down\b|baiss|chut|recul|perd|baj|ca[ey]|descen|cal[oa]|scend|dimin|qued)/i;

/** The most striking number of a narration: a percentage, then an amount with its unit, then a year. */
export function findFigure(narration: string, language: Language): Figure | undefined {
  const share = percent.exec(narration)?.[1];
  if (share !== undefined) {
    const trend = up.test(narration) ? 'up' : down.test(narration) ? 'down' : 'level';
    const sign = language === 'fr' || language === 'es' ? '\u00a0%' : '%';
    return { kind: 'percent', text: share + sign, share: Math.min(1, Number(share.replace(',', '.')) / 100), trend };
  }
  const [, number = '', unit = ''] = amount.exec(narration) ?? [];
  if (number.replace(/\D/g, '').length >= 2) return { kind: 'amount', text: `${number.trim()} ${unit}` };
  const date = year.exec(narration)?.[1];
  return date === undefined ? undefined : { kind: 'year', text: date, year: Number(date) };
}
