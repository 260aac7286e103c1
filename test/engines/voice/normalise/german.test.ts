import { expect, test } from 'vitest';
import { readAloud } from './read-aloud.ts';

test.each([
  ['1, 16, 21, 101, 1001', 'eins sechzehn einundzwanzig einhunderteins eintausendeins'],
  ['1.234.567', 'eine Million zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig'],
  ['1643 bis 1715 und 2021', 'sechzehnhundertdreiundvierzig bis siebzehnhundertfünfzehn und zweitausendeinundzwanzig'],
  ['am 3. Mai 1998', 'am dritten Mai neunzehnhundertachtundneunzig'],
  ['Der 1. Platz und der 20. Band.', 'Der erste Platz und der zwanzigste Band'],
  ['25.12.2023', 'fünfundzwanzigster Dezember zweitausenddreiundzwanzig'],
  ['um 14:30 Uhr, um 1 Uhr', 'um vierzehn Uhr dreißig um ein Uhr'],
  ['2,5 km, 50 m², 100 km/h', 'zwei Komma fünf Kilometer fünfzig Quadratmeter einhundert Kilometer pro Stunde'],
  ['4,50 €, 1 €, 30 %', 'vier Euro fünfzig ein Euro dreißig Prozent'],
  ['3/4 und 1/2', 'drei Viertel und ein halb'],
  ['z. B. Dr. Müller, d. h. er, ca. 5', 'zum Beispiel Doktor Müller das heißt er circa fünf'],
  ['Ludwig XIV. regierte.', 'Ludwig der vierzehnte regierte'],
])('Deutsch: %s', (written, spoken) => expect(readAloud(written, 'de')).toBe(spoken));

test.each([
  ['zh', '1998年，30%的章鱼重2.5公斤。', '1998 年 百分之30 的 章鱼 重 2.5 公斤'],
  ['ko', '30%와 $5', '30 퍼센트 와 5 달러'],
  ['ar', '30% من 5 km', '30 بالمئة من 5 كيلومتر'],
  ['hi', '₹500 और 20 °C 🐙', '500 रुपये और 20 डिग्री सेल्सियस'],
  ['ko', 'example.com *굵게*', 'example com 굵게'],
] as const)('in %s figures are left to the voice and signs are named: %s', (language, written, spoken) =>
  expect(readAloud(written, language)).toBe(spoken),
);
