import { namedUnits, type UnitTable } from './units.ts';

/** Names in one language: `singular plural`, a leading `+` for feminine. */
interface UnitNames {
  meter: string;
  /** Singular and plural of kilometre, centimetre, millimetre: their accents move. */
  meters: string;
  gram: string;
  liter: string;
  ton: string;
  second: string;
  minute: string;
  hour: string;
  degree: string;
  celsius: string;
  watt: string;
  volt: string;
  calorie: string;
  hertz: string;
  byte: string;
  hectare: string;
  /** nano micro milli centi deci hecto kilo mega giga tera */
  prefixes: string;
  per: string;
  square: string;
  cubic: string;
}

/** The units of languages that say them alike and put `square` after the noun. */
export function commonUnits(names: UnitNames): UnitTable {
  const [n, µ, m, c, d, h, k, M, G, T] = names.prefixes.split(' ') as [string, ...string[]];
  const [km1, km2, cm1, cm2, mm1, mm2] = names.meters.split(' ');
  const squares = names.square.split(' ') as [string, string];
  const cubes = names.cubic.split(' ') as [string, string];
  return {
    names: namedUnits({
      '°C': names.celsius,
      '℃': names.celsius,
      '°': names.degree,
      m: names.meter,
      km: `${km1} ${km2}`,
      cm: `${cm1} ${cm2}`,
      mm: `${mm1} ${mm2}`,
      g: names.gram,
      l: names.liter,
      L: names.liter,
      t: names.ton,
      s: names.second,
      min: names.minute,
      h: names.hour,
      W: names.watt,
      Wh: names.watt
        .split(' ')
        .map((name) => `${name}_${names.hour.replace('+', '').split(' ')[0]}`)
        .join(' '),
      V: names.volt,
      cal: names.calorie,
      Hz: names.hertz,
      B: names.byte,
      ha: names.hectare,
    }),
    prefixed: 'm g l L s W Wh V cal Hz B',
    prefixes: { n, µ, μ: µ, m, c, d, h, k, M, G, T } as Record<string, string>,
    per: names.per,
    power(unit, exponent) {
      const [one, many] = exponent === 2 ? squares : cubes;
      return { one: `${unit.one} ${one}`, many: `${unit.many} ${many}`, feminine: unit.feminine };
    },
  };
}

/** Signs that are silent or read the same in Spanish, Italian and Portuguese. */
export const commonSymbols: Readonly<Record<string, string>> = {
  π: 'pi',
  α: 'alfa',
  β: 'beta',
  γ: 'gamma',
  Ω: 'omega',
};
