import { describe, expect, it } from 'vitest';
import { reportDay, simulateDay, usualReports, usualVideo } from '../../../src/engines/simulation/simulated-video.ts';
import { randomNumbers } from '../../../src/engines/statistics/random.ts';

const month = (seed: number, more: Partial<typeof usualVideo> = {}, effect = 0) =>
  Array.from({ length: 28 }, (_, age) =>
    simulateDay({ ...usualVideo, ...more, seed }, { age, weekDay: age % 7 }, effect),
  );

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const logits = (days: ReturnType<typeof month>) =>
  days.map(({ impressions, clickRate }) =>
    Math.log((clickRate * impressions + 0.5) / ((1 - clickRate) * impressions + 0.5)),
  );

describe('a simulated video', () => {
  const months = Array.from({ length: 400 }, (_, seed) => month(seed));

  it('is shown and clicked as often as it is said to be, over its first four weeks', () => {
    expect(mean(months.flat().map(({ impressions }) => impressions)) / usualVideo.impressionsPerDay).toBeCloseTo(1, 1);
    const rate = mean(months.flat().map(({ clickRate }) => clickRate));
    expect(rate / usualVideo.rate).toBeGreaterThan(0.93);
    expect(rate / usualVideo.rate).toBeLessThan(1.05);
  });

  it('falls off from its release on, and has its weekdays', () => {
    const of = (age: number) => mean(months.map((days) => days[age]?.impressions ?? 0));
    expect(of(21)).toBeLessThan(0.6 * of(0));
    const week = Array.from({ length: 7 }, (_, weekDay) =>
      mean(months.map((_, seed) => simulateDay({ ...usualVideo, seed }, { age: 9, weekDay }).impressions)),
    );
    expect(Math.min(week[0] ?? 0, week[6] ?? 0)).toBeGreaterThan(1.15 * Math.max(...week.slice(1, 5)));
  });

  it('has days that differ by more than chance, by the spread that is asked for', () => {
    for (const spread of [0, 0.15, 0.3]) {
      const squares = Array.from({ length: 400 }, (_, seed) => {
        // Differences of a day and the one four weeks later but for the fall and chance.
        const [one = 0, other = 0] = logits([
          simulateDay({ ...usualVideo, impressionsPerDay: 2e6, spread, seed }, { age: 40, weekDay: 2 }),
          simulateDay({ ...usualVideo, impressionsPerDay: 2e6, spread, seed }, { age: 41, weekDay: 2 }),
        ]);
        return (one - other) ** 2 / 2;
      });
      expect(Math.abs(Math.sqrt(mean(squares)) - spread)).toBeLessThan(0.012 + 0.1 * spread);
    }
  });

  it('has the effect of a variant in its clicks, as a share of the rate', () => {
    const better = months.map((_, seed) => month(seed, {}, 0.2));
    const total = (all: typeof months) => mean(all.flat().map(({ clickRate }) => clickRate));
    expect(total(better) / total(months) - 1).toBeCloseTo(0.2, 2);
  });

  it('is the same day for every variant: only clicks, and what follows from them, differ', () => {
    // Also where so little is shown that clicks are thrown for one by one.
    for (const impressionsPerDay of [2000, 600, 40]) {
      for (let seed = 0; seed < 40; seed += 1) {
        const [one, other] = [month(seed, { impressionsPerDay }), month(seed, { impressionsPerDay }, 0.5)];
        for (const [age, day] of one.entries()) {
          const same = other[age] as (typeof one)[number];
          expect(same.impressions).toBe(day.impressions);
          const elsewhere = ({ views, clickRate, impressions }: typeof day) =>
            views - Math.round(clickRate * impressions);
          expect(elsewhere(same)).toBe(elsewhere(day));
          if (day.views > 50) {
            expect(same.watchedMinutes / same.views).toBeCloseTo(day.watchedMinutes / day.views, 2);
          }
        }
      }
    }
  });

  it('follows from its seed, each day from its age alone', () => {
    expect(month(5)).toEqual(months[5]);
    expect(month(6)).not.toEqual(months[5]);
    expect(simulateDay({ ...usualVideo, seed: 5 }, { age: 20, weekDay: 6 })).toEqual(months[5]?.[20]);
  });

  it('has whole clicks and views, never more clicks than impressions, and none where nothing is shown', () => {
    for (const impressionsPerDay of [0, 1, 7, 300, 1e6]) {
      for (const rate of [0.001, 0.04, 0.9]) {
        for (const day of month(9, { impressionsPerDay, rate })) {
          const clicks = day.clickRate * day.impressions;
          expect(Math.abs(clicks - Math.round(clicks))).toBeLessThan(1e-6);
          expect(day.clickRate).toBeLessThanOrEqual(1);
          for (const figure of [day.impressions, day.views, day.engagedViews]) {
            expect(Number.isInteger(figure) && figure >= 0).toBe(true);
          }
          expect(day.engagedViews).toBeLessThanOrEqual(day.views);
          expect(Number.isFinite(day.watchedMinutes) && day.averageViewedPercent <= 100).toBe(true);
        }
      }
    }
    expect(month(9, { impressionsPerDay: 0 })[0]).toMatchObject({ impressions: 0, clickRate: 0, views: 0 });
  });

  it('throws few clicks as many by the same odds', () => {
    // 400 impressions at 4 % are thrown one by one, 600 are not.
    for (const impressionsPerDay of [300, 900]) {
      const days = Array.from({ length: 4000 }, (_, seed) =>
        simulateDay({ ...usualVideo, spread: 0, impressionsPerDay, seed }, { age: 12, weekDay: 4 }),
      );
      const rate = mean(days.map(({ clickRate }) => clickRate));
      const scatter = mean(days.map(({ clickRate, impressions }) => impressions * (clickRate - rate) ** 2));
      expect(scatter / (rate * (1 - rate))).toBeGreaterThan(0.92);
      expect(scatter / (rate * (1 - rate))).toBeLessThan(1.08);
    }
  });
});

describe('the report of a day', () => {
  const figures = month(3)[4] as ReturnType<typeof month>[number];

  it('is not there for some days, and right in the end', () => {
    const { delayDays, correctedAfterDays } = usualReports;
    for (let age = 0; age < 100; age += 1) {
      const at = (since: number) => reportDay(figures, { seed: 3, age, since });
      expect(at(delayDays - 1)).toBeUndefined();
      expect(at(delayDays + correctedAfterDays)).toEqual(figures);
      expect(at(40)).toEqual(figures);
    }
  });

  it('has too little at first on the share of days that is said, until it is corrected', () => {
    let short = 0;
    const random = randomNumbers(81);
    for (let age = 0; age < 3000; age += 1) {
      const seed = Math.floor(random() * 2 ** 32);
      const first = reportDay(figures, { seed, age, since: usualReports.delayDays });
      if (first?.impressions === figures.impressions) {
        expect(first).toEqual(figures);
        continue;
      }
      short += 1;
      expect((first?.impressions ?? 0) / figures.impressions).toBeGreaterThan(0.59);
      expect((first?.impressions ?? 0) / figures.impressions).toBeLessThan(0.91);
      expect(first?.views).toBeLessThan(figures.views);
      expect(first?.clickRate).toBe(figures.clickRate);
      const before = usualReports.delayDays + usualReports.correctedAfterDays - 1;
      expect(reportDay(figures, { seed, age, since: before })).toEqual(first);
    }
    expect(Math.abs(short / 3000 - usualReports.shareCorrected)).toBeLessThan(0.022);
  });
});
