import { expect, it } from 'vitest';
import {
  chooseDayMarks,
  type DayAxis,
  layOutDays,
  nameDay,
} from '../../../../src/engines/pictures/reports/day-axis.ts';
import { type Sample, sampleReport } from './sample-judgements.ts';

const plot = { left: 100, right: 940 };

function axisOf(sample: Sample): DayAxis {
  const { plan, judgement, droppedDays } = sampleReport(sample);
  return layOutDays(plan.startDay, judgement, droppedDays, plot);
}

const datesOf = (axis: DayAxis, nearest = 112) =>
  chooseDayMarks(axis, nearest).flatMap(({ label }) => (label === undefined ? [] : [label]));

it('shows the days that are planned, and one more for each that was lost', () => {
  const axis = axisOf({ days: 10, plannedDays: 28, dropped: 2 });
  expect(axis.count).toBe(30);
  expect(axis.at('2026-11-23')).toBeCloseTo(100 + 14);
});

it('shows four weeks of a long test that has just begun', () => {
  expect(axisOf({ days: 2, plannedDays: 365 }).count).toBe(28);
  expect(axisOf({ days: 0, plannedDays: 365 }).count).toBe(28);
});

it('ends with the last day once a test is decided', () => {
  expect(axisOf({ days: 20, plannedDays: 28, change: { verdict: 'winner', winner: 'b' } }).count).toBe(20);
});

it('holds days from before the planned start, whatever made them', () => {
  const { judgement } = sampleReport({ days: 3 });
  const axis = layOutDays('2026-11-24', judgement, [], plot);
  expect(axis.at('2026-11-23')).toBeGreaterThan(plot.left);
});

it('marks the weeks of a test, a date at each where there is room, the year where it is new', () => {
  const axis = axisOf({ days: 49, plannedDays: 49 });
  expect(chooseDayMarks(axis, 112).map(({ x }) => Math.round(x))).toEqual([100, 220, 340, 460, 580, 700, 820]);
  expect(datesOf(axis)).toEqual(['23 Nov 2026', '30 Nov', '7 Dec', '14 Dec', '21 Dec', '28 Dec', '4 Jan 2027']);
});

it('leaves dates out where they would touch, and keeps the marks', () => {
  const axis = axisOf({ days: 90, plannedDays: 90 });
  const marks = chooseDayMarks(axis, 112);
  expect(marks).toHaveLength(13);
  const dated = marks.filter(({ label }) => label !== undefined).map(({ x }) => x);
  for (const [index, x] of dated.slice(1).entries()) expect(x - (dated[index] as number)).toBeGreaterThanOrEqual(112);
});

it('marks months where weeks would be too many', () => {
  const dates = datesOf(axisOf({ days: 365, plannedDays: 365 }));
  expect(dates).toEqual(['Dec 2026', 'Feb 2027', 'Apr', 'Jun', 'Aug', 'Oct']);
});

it('names a day as people write it', () => {
  expect(nameDay('2026-12-05')).toBe('5 Dec');
});
