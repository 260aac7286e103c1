const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/** II to LXXXIX in capitals. A single `I` and words such as `CD` or `MIX` are not taken for numbers. */
export function readRoman(text: string): number | undefined {
  if (!/^(?=..)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(text)) return undefined;
  return sumRoman(text);
}

/** Also a single letter, as in `Ve siècle`: only where something else shows that it is a number. */
export function sumRoman(text: string): number | undefined {
  if (!/^(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(text)) return undefined;
  return valueOf(text);
}

/** A year of at least four letters, from 1000 on: `MCMXCIV`. */
export function readRomanYear(text: string): number | undefined {
  if (!/^(?=.{4})M{1,2}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(text)) return undefined;
  return valueOf(text);
}

function valueOf(text: string): number {
  const digits = [...text].map((letter) => values[letter] ?? 0);
  return digits.reduce((sum, value, index) => sum + (value < (digits[index + 1] ?? 0) ? -value : value), 0);
}
