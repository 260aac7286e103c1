import { expect, it } from 'vitest';
import {
  formatBounds,
  formatEffect,
  formatP,
  formatRange,
  formatShare,
  formatTicks,
  valueFormat,
} from '../../../../src/engines/pictures/reports/report-numbers.ts';

// Numbers keep their unit by a no-break space.
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const plainAll = (texts: readonly string[]) => texts.map(plain);

it('writes click rates in per cent, watch time in minutes and views with k and M', () => {
  expect(plain(valueFormat('ctr', [])(0.0312))).toBe('3.1 %');
  expect(plain(valueFormat('ctr', [])(0.00042))).toBe('0.042 %');
  expect(plain(valueFormat('ctr', [])(0))).toBe('0 %');
  expect(plain(valueFormat('watchTimePerImpression', [])(0.1617))).toBe('0.16 min');
  expect(valueFormat('views', [])(12_449)).toBe('12.4k');
  expect(valueFormat('views', [])(942)).toBe('942');
  expect(valueFormat('views', [])(999.9)).toBe('1k');
  expect(valueFormat('views', [])(2_345_678)).toBe('2.35M');
});

it('takes more digits where two variants would look the same', () => {
  const values = [0.0318, 0.0324, 0.036];
  expect(plainAll(values.map(valueFormat('ctr', values)))).toEqual(['3.18 %', '3.24 %', '3.60 %']);
  const alike = [0.03, 0.03, 0.035];
  expect(plainAll(alike.map(valueFormat('ctr', alike)))).toEqual(['3.0 %', '3.0 %', '3.5 %']);
});

it('labels an axis with the digits of its step', () => {
  expect(plainAll(formatTicks('ctr', [0.025, 0.03, 0.035], 0.005))).toEqual(['2.5 %', '3.0 %', '3.5 %']);
  expect(plainAll(formatTicks('ctr', [0.1, 0.15, 0.2], 0.05))).toEqual(['10 %', '15 %', '20 %']);
  expect(plainAll(formatTicks('watchTimePerImpression', [0.1, 0.12], 0.02))).toEqual(['0.10 min', '0.12 min']);
  expect(formatTicks('views', [0, 500, 1000, 1500], 500)).toEqual(['0', '500', '1k', '1.5k']);
});

it('labels an axis of powers with the digits of each mark', () => {
  expect(plainAll(formatTicks('ctr', [0.003, 0.01, 0.3]))).toEqual(['0.3 %', '1 %', '30 %']);
});

it('writes differences with their sign, and none without', () => {
  const effects = [0.142, 0.032, -0.0041, 0, -0.00001, -0.9, 12.34, 250];
  expect(plainAll(effects.map(formatEffect))).toEqual([
    ...['+14 %', '+3.2 %', '−0.4 %', '0 %', '0 %', '−90 %', '+1,234 %', '+25k %'],
  ]);
});

it('says which bounds of a difference are known', () => {
  expect(plain(formatBounds(0.05, 0.22))).toBe('+5 to +22 %');
  expect(plain(formatBounds(-0.05, null))).toBe('above −5 %');
  expect(plain(formatBounds(null, 0.22))).toBe('below +22 %');
  expect(formatBounds(null, null)).toBe('no bounds yet');
});

it('writes the unit of a range once, where both ends have it', () => {
  expect(formatRange('3.4\u00a0%', '3.9\u00a0%')).toBe('3.4 to 3.9\u00a0%');
  expect(formatRange('980', '1.1k')).toBe('980 to 1.1k');
});

it('never rounds a chance to certainty', () => {
  const shares = [0, 0.0001, 0.004, 0.05, 0.97, 0.9962, 0.9999, 1];
  expect(plainAll(shares.map(formatShare))).toEqual([
    ...['0 %', '<0.1 %', '0.4 %', '5 %', '97 %', '99.6 %', '>99.9 %', '100 %'],
  ]);
});

it('writes p-values so that what is above a threshold is not read as on it', () => {
  expect([0.0502, 0.0497, 0.00412, 0.00002, 0, 0.31, 0.999, 1].map(formatP)).toEqual([
    ...['0.0502', '0.0497', '0.0041', '<0.0001', '<0.0001', '0.31', '1', '1'],
  ]);
});
