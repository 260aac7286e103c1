import { type Amount, isSingular, readAmount, speakAmount, speakCount, speakMoney } from './amount.ts';
import type { Currency, LanguageTable } from './language-table.ts';
import { numeralValue, readNumeral, speakNumeral } from './numeral.ts';
import { isBare, type Token } from './token.ts';
import { findUnit, type Unit } from './units.ts';

/** A number and what it counts, in one token or several: `30%`, `$3 million`, `2,5 km`, `4,50 €`, `1990-95`, `3/4`. */
export function speakCounted(tokens: readonly Token[], at: number, table: LanguageTable): string[] | undefined {
  const [sign, figures] = [tokens[at], tokens[at + 1]];
  // `R$ 5,50` is read as `R$5,50`.
  const apart = sign && isBare(sign) && Object.hasOwn(table.currencies, sign.core) && /^\d/.test(figures?.core ?? '');
  if (!apart || !figures) return speakNumber(tokens, at, table);
  const joined = { ...figures, core: sign.core + figures.core };
  const spoken = speakNumber([joined, ...tokens.slice(at + 2)], 0, table);
  return spoken && ['', ...spoken];
}

function speakNumber(tokens: readonly Token[], at: number, table: LanguageTable): string[] | undefined {
  const amount = readAmount(tokens, at, table);
  if (!amount) return undefined;
  const silent = Array.from({ length: amount.tokens - 1 }, () => '');
  const here = (spoken: string, ...following: string[]) => [spoken, ...silent, ...following];

  if (amount.rest !== '') {
    const spoken = speakJoined(amount, table);
    return spoken === undefined ? undefined : here(spoken);
  }
  const last = at + amount.tokens - 1;
  const next = isBare(tokens[last]) && tokens[last + 1]?.lead === '' ? tokens[last + 1] : undefined;
  const after = isBare(next) ? tokens[last + 2] : undefined;
  const number = (unit?: Unit) => (unit ? speakCount(amount, unit, table) : speakAmount(amount, table, true));

  if (amount.currency) {
    const magnitude = next && magnitudeOf(next.core, table);
    if (magnitude) return here(number(), `${magnitude} ${table.of(amount.currency.many)}`);
    return here(speakMoney(amount, amount.currency, table) ?? `${number(amount.currency)} ${amount.currency.many}`);
  }
  if (!next) return here(speakAmount(amount, table, false));

  const magnitude = magnitudeOf(next.core, table);
  const counted = magnitude && after ? table.currencies[after.core] : undefined;
  if (counted) return here(number(), magnitude ?? '', table.of(counted.many));
  if (magnitude) return here(number(), magnitude);

  if (next.core === '%') return here(number(), table.words.percent);
  if (next.core === '‰') return here(number(), table.words.perMille);
  const currency = table.currencies[next.core];
  if (currency) {
    const sum = speakMoney(amount, currency, table);
    return sum === undefined ? here(number(currency), named(amount, currency, table)) : here(sum, '');
  }
  const multiplied = multipliedCurrency(next.core, amount, table);
  if (multiplied) return here(number(), multiplied);
  const unit = findUnit(next.core, table.units);
  return unit
    ? here(number(unit), named(amount, unit, table))
    : here(speakAmount(amount, table, isLowerNoun(next, amount)));
}

/** What stands in the number's own token after its figures. */
function speakJoined(amount: Amount, table: LanguageTable): string | undefined {
  const { rest } = amount;
  const [numeral] = amount.numerals;
  const number = (unit?: Unit) => (unit ? speakCount(amount, unit, table) : speakAmount(amount, table, true));
  const value = numeralValue(numeral);

  const multiplier = Object.hasOwn(table.multipliers, rest) ? table.multipliers[rest] : undefined;
  if (amount.currency) {
    return (
      multiplier &&
      `${number()} ${named(amount, multiplier, table)} ${currencyAfter(multiplier, amount.currency, table)}`
    );
  }
  if (rest === '%') return `${number()} ${table.words.percent}`;
  if (rest === '‰') return `${number()} ${table.words.perMille}`;
  const currency = Object.hasOwn(table.currencies, rest) ? table.currencies[rest] : undefined;
  if (currency) return speakMoney(amount, currency, table) ?? `${number(currency)} ${named(amount, currency, table)}`;
  const multiplied = multipliedCurrency(rest, amount, table);
  if (multiplied) return `${number()} ${multiplied}`;
  const ordinal = numeral.decimals === '' && numeral.integer.length < 16 ? table.ordinal(value, rest) : undefined;
  if (ordinal !== undefined && amount.numerals.length === 1) return ordinal;
  // `10K` is ten thousand, but `4K` is the picture format; `5m` is a length.
  if (multiplier && rest !== 'm' && !(rest === 'K' && value < 10))
    return `${number()} ${named(amount, multiplier, table)}`;
  const unit = findUnit(rest, table.units);
  if (unit && !(rest === 'K' && value < 10)) return `${number(unit)} ${named(amount, unit, table)}`;
  if (rest === '+') return `${number()} ${table.symbols['+']}`;
  if (/^[x×]$/i.test(rest)) return `${number()} ${table.words.times}`;
  if (/^[½⅓⅔¼¾]$/.test(rest)) return `${number()} ${table.symbols['&']} ${table.symbols[rest]}`;
  return amount.numerals.length === 1 && amount.sign === '' ? speakPair(amount, table) : undefined;
}

/** `1920x1080`, `3/4`, `3:1`. */
function speakPair(amount: Amount, table: LanguageTable): string | undefined {
  const [first] = amount.numerals;
  const mark = /^[x×/:](?=\d)/.exec(amount.rest)?.[0];
  const second = mark && readNumeral(amount.rest.slice(1), table);
  if (!second || second.length + 1 !== amount.rest.length) return undefined;
  const [above, below] = [numeralValue(first), numeralValue(second.numeral)];
  if (
    mark === '/' &&
    above < below &&
    below <= 1000 &&
    Number.isInteger(above) &&
    Number.isInteger(below) &&
    above > 0
  ) {
    return table.fraction(above, below);
  }
  const between = { '/': table.symbols['/'] ?? '', ':': table.words.to }[mark] ?? table.words.by;
  return [speakNumeral(first, table), between, speakNumeral(second.numeral, table)].filter(Boolean).join(' ');
}

const magnitudeOf = (word: string, table: LanguageTable) =>
  Object.hasOwn(table.magnitudes, word) ? table.magnitudes[word]?.one : undefined;

const named = (amount: Amount, unit: Unit, table: LanguageTable) => (isSingular(amount, table) ? unit.one : unit.many);

/** `M€`, `k€`, `bn$`. */
function multipliedCurrency(text: string, amount: Amount, table: LanguageTable): string | undefined {
  const code = Object.keys(table.currencies).find(
    (candidate) => text.length > candidate.length && text.endsWith(candidate),
  );
  const multiplier = code && table.multipliers[text.slice(0, -code.length)];
  const currency = code && table.currencies[code];
  return multiplier && currency
    ? `${named(amount, multiplier, table)} ${currencyAfter(multiplier, currency, table)}`
    : undefined;
}

/** Thousands count directly (`mille euros`), millions with a preposition (`millions d'euros`). */
const currencyAfter = (multiplier: Unit, currency: Currency, table: LanguageTable) =>
  multiplier.one === multiplier.many ? currency.many : table.of(currency.many);

/** `1500 people`: a count, unless it looks like a year. */
function isLowerNoun(next: Token, amount: Amount): boolean {
  const value = numeralValue(amount.numerals[0]);
  return /^\p{Ll}{4,}s$/u.test(next.core) && (value < 1900 || value > 2099) && value % 100 !== 0;
}
