import type { Language } from '../../contracts/languages.ts';
import { readNumbers } from './subjects/spelled-numbers.ts';

/** What a number can be drawn as. `share` is 0–1; `label` a few characters to write at the chart. */
type Shown =
  | { kind: 'share'; share: number; label: string }
  | { kind: 'trend'; rising: boolean; label: string }
  | { kind: 'ratio'; times: number }
  | { kind: 'money'; growing: boolean }
  | { kind: 'length' }
  | { kind: 'heat'; share: number }
  | { kind: 'span' }
  | { kind: 'years'; years: readonly [number] | readonly [number, number] };

/** A number worth showing; `text` is the number with its unit, where the narration writes it in digits. */
export type Figure = Shown & { text?: string };

const numberPart = '(\\d{1,3}(?:[.,\\s\\u00a0\\u202f]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?)';
const gap = '[\\s\\u00a0\\u202f-]?';

const percent = new RegExp(
  `${numberPart}${gap}(?:%|٪|％|percent|per cent|pour cent|por ciento|per cento|por cento|prozent|بالم[ئا]ئة|في المئة|אחוז|प्रतिशत|เปอร์เซ็นต์|パーセント|퍼센트)`,
  'iu',
);
const percentBefore = /百分之(\d+(?:\.\d+)?)/u;
const times = new RegExp(
  `${numberPart}${gap}(?:times (?:as|more|larger|bigger|heavier|longer|stronger|faster|hotter|brighter|greater|higher|denser|thicker|the|that|its|our)|fois (?:plus|moins|la|le|celle|celui|sa|son|notre)|veces (?:más|mas|la|el)|volte (?:più|piu|la|il)|vezes (?:mais|a|o|maior)|mal (?:so|mehr|größer|schwerer)|倍|배)`,
  'iu',
);
const money = new RegExp(
  `[$€£¥₹₩]${gap}${numberPart}(?: (?:thousand|million|billion|trillion))?|${numberPart}${gap}(?:(?:thousand|million|billion|trillion|mille|millions?|milliards?|mil|millones|milioni|miliardi|milhões|tausend|millionen|milliarden) )?(?:d[e’'] ?)?(?:[$€£¥₹₩]|dollars?|euros?|dólares|dollari|pounds|livres|libras|sterline|yen|元|円|원|दॉलर|रुपये|डॉलर|ดอลลาร์|บาท|دولار|יורו|דולר)(?!\\p{L})`,
  'iu',
);
const length = new RegExp(
  `${numberPart}${gap}(?:(?:thousand|million|billion|mille|millions de|milliards de|mil|millones de|milioni di|tausend|millionen) )?(?:km|kilom\\p{L}+|miles?|met(?:er|re|ro|ri)s?|m[èe]tres?|metros?|cm|centim\\p{L}+|feet|foot|inches|light.years?|ann[ée]es.lumi[èe]re|公里|千米|米|キロ|メートル|킬로미터|미터|किलोमीटर|मीटर|กิโลเมตร|เมตร|كيلومتر\\p{L}*|متر\\p{L}*|קילומטר\\p{L}*|מטר\\p{L}*)(?!\\p{L})`,
  'iu',
);
const duration = new RegExp(
  `${numberPart}${gap}(?:years?|ans|ann[ée]es|años|anni|anos|jahren?|hours?|heures|horas|stunden|days|jours|d[ií]as|giorni|dias|tagen?|kg|kilos?|tons|tonnes|million\\p{L}*|billion\\p{L}*|milliards?|millones|milioni|milhões|年|سنة|عام|שנים|שנה|साल|वर्ष|ปี|년)(?!\\p{L})`,
  'iu',
);
const heat = new RegExp(
  `${numberPart}${gap}(?:°|º|degrees|degr[ée]s|grados|gradi|graus|grad|度|도|डिग्री|องศา|درجة|מעלות)`,
  'iu',
);
const yearPattern =
  /(?<![\d.,$€£%]\s?)(?<!\d)(1[0-9]{3}|20[0-9]{2})(?![.,]?\d|\s?%|\s?\p{L}*(?:km|kg|years|ans|años|anni|anos|jahre|metres|meters|mètres|miles|tons|people|personnes|personas))/giu;
const century =
  /(\d{1,2})\s?(?:th|st|nd|rd)[\s-]century|\b([ivx]+|\d{1,2})(?:e|ème|è)\s?si[èe]cle|siglo ([ivx]+)|(\d{1,2})\.\s?jahrhundert|(\d{1,2})\s?世纪|(\d{1,2})\s?世紀|(\d{1,2})세기/iu;

const up =
  /(?<!\p{L})(?:ris|rose|increas|grow|grew|climb|inflation|higher|up(?!\p{L})|hausse|augment|grimp|croiss|sub[ei]|aument|crec|inflaci|sal[ie]|cresc|inflazion|inflaç|steig|stieg|wachs|wuchs)|上涨|增长|上升|増え|上昇|증가|상승/iu;
const down =
  /(?<!\p{L})(?:fall|fell|drop|declin|decreas|lower|lost|loss|down(?!\p{L})|shrink|shrank|baiss|chut|recul|perd|baj|ca[ey]|descen|cal[oa]|scend|dimin|qued|sink|sank|fiel)|下降|下跌|减少|減少|감소|하락/iu;

/** The most striking number of a narration: shares before sizes before years; undefined when it has none worth showing. */
export function findFigure(narration: string, language: Language): Figure | undefined {
  const text = readNumbers(narration, language);
  const rising = up.test(text);
  const falling = down.test(text);
  const found = findShown(text, narration, language, rising, falling);
  return (
    found && { ...found.shown, ...(found.text !== '' && narration.includes(found.text) && { text: found.text.trim() }) }
  );
}

function findShown(
  text: string,
  narration: string,
  language: Language,
  rising: boolean,
  falling: boolean,
): { shown: Shown; text: string } | undefined {
  const part = percent.exec(text) ?? percentBefore.exec(text);
  if (part) {
    const value = valueOf(part[1] ?? '');
    const label = `${(part[1] ?? '').trim()}${spacedPercent.has(language) ? '\u00a0%' : '%'}`;
    const trend = value > 100 || rising || falling;
    const shown: Shown = trend
      ? { kind: 'trend', rising: rising || !falling, label }
      : { kind: 'share', share: value / 100, label };
    return { shown, text: part[0] };
  }
  const fraction = fractionOf(text, narration);
  if (fraction) return { shown: { kind: 'share', share: fraction.share, label: fraction.label }, text: fraction.text };
  const ratio = times.exec(text);
  const many = valueOf(ratio?.[1] ?? '');
  if (ratio && many > 1 && many <= 10_000) return { shown: { kind: 'ratio', times: many }, text: ratio[0] };
  const paid = money.exec(text);
  if (paid) return { shown: { kind: 'money', growing: rising || !falling }, text: paid[0] };
  const long = length.exec(text);
  if (long) return { shown: { kind: 'length' }, text: long[0] };
  const degrees = heat.exec(text);
  if (degrees) {
    // Ten degrees and ten thousand both have to fit a thermometer.
    const share = Math.min(1, Math.log10(1 + valueOf(degrees[1] ?? '')) / 3.2);
    return { shown: { kind: 'heat', share }, text: degrees[0] };
  }
  const span = duration.exec(text);
  if (span && valueOf(span[1] ?? '') >= 10) return { shown: { kind: 'span' }, text: span[0] };
  return yearsOf(text);
}

const spacedPercent: ReadonlySet<Language> = new Set(['fr', 'es', 'de']);

/** `3,5` and `384,000` and `3 000`: three digits after a mark are thousands. */
function valueOf(number: string): number {
  const digits = number.trim().replace(/[\s\u00a0\u202f]/g, '');
  return Number(digits.replace(/[.,](?=\d{3}(?!\d))/g, '').replace(',', '.')) || 0;
}

const fractions: readonly [RegExp, number, number][] = [
  [/two.thirds|deux tiers|dos tercios|due terzi|dois terços|zwei drittel|三分之二|3分の2/iu, 2, 3],
  [/three.(?:quarters|fourths)|trois quarts|tres cuartos|tre quarti|três quartos|drei viertel|四分之三|4分の3/iu, 3, 4],
  [/\b(?:a|one).third\b|un tiers|un tercio|un terzo|um terço|ein drittel|三分之一|3分の1/iu, 1, 3],
  [/\b(?:a|one).quarter (?:of|as)|un quart d|un cuarto de|un quarto d|um quarto d|ein viertel|四分之一|4分の1/iu, 1, 4],
  [/\b(?:a|one).fifth\b|un cinquième|un quinto|ein fünftel|五分之一|5分の1/iu, 1, 5],
  [/\b(?:a|one).tenth\b|un dixième|un décimo|un decimo|um décimo|ein zehntel|十分之一/iu, 1, 10],
  [/\bhalf (?:of|the|its|your|our|their)\b|la moitié|la mitad|la metà|metade d|die hälfte|一半|半分|절반/iu, 1, 2],
];

function fractionOf(text: string, narration: string): { share: number; label: string; text: string } | undefined {
  const [whole = '', some = '', all = ''] =
    /(\d{1,2})\s(?:\p{L}+\s)?(?:in|out of|sur|de cada|su|em cada|von)\s(\d{1,3})(?!\d|\p{L}|\s?(?:th|e|minutes|days|hours|years|ans|jours|heures|january|mai|mars))/iu.exec(
      text,
    ) ?? [];
  const [part, among] = [Number(some), Number(all)];
  if (part > 0 && among > part && among <= 100) return { share: part / among, label: `${part}/${among}`, text: whole };
  const found = fractions.find(([pattern]) => pattern.test(narration));
  return found && { share: found[1] / found[2], label: `${found[1]}/${found[2]}`, text: '' };
}

function yearsOf(text: string): { shown: Shown; text: string } | undefined {
  const years = [...new Set([...text.matchAll(yearPattern)].map(([, year]) => Number(year)))].sort((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  if (first !== undefined && last !== undefined) {
    return { shown: { kind: 'years', years: last === first ? [first] : [first, last] }, text: String(first) };
  }
  const told = century
    .exec(text)
    ?.slice(1)
    .find((part) => part !== undefined);
  if (told === undefined) return undefined;
  const number = /^\d+$/.test(told) ? Number(told) : romanOf(told);
  if (number < 2 || number > 21) return undefined;
  return { shown: { kind: 'years', years: [(number - 1) * 100, number * 100] }, text: '' };
}

function romanOf(numerals: string): number {
  const values = [...numerals.toLowerCase()].map((letter) => ({ i: 1, v: 5, x: 10 })[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}
