import { beforeEach, describe, expect, it } from 'vitest';
import type { LearnedDay, TestPlatform } from '../../../src/activities/abtest/providers/provider.ts';
import type { DayFigures } from '../../../src/contracts/ab-test.ts';
import type { AbTestSubject } from '../../../src/contracts/ab-test-run.ts';
import type { VariantId } from '../../../src/contracts/variant-ids.ts';
import { publishCall, sampleMetadata } from '../upload/providers/youtube/publish-bench.ts';
import { colours, useAbTestBench } from './ab-test-bench.ts';

const dayMs = 86_400_000;
// A Monday, ten in the morning on the Pacific coast.
const start = Date.parse('2026-11-09T18:00:00Z');
let clock = start;
const bench = useAbTestBench({ now: () => clock });
const { signal } = new AbortController();
beforeEach(() => {
  clock = start;
});

function platform(name: string): TestPlatform {
  return bench.context.platforms.find((each) => each.name === name) ?? expect.fail(`there is no platform ${name}`);
}

const onSimulated = (subject: AbTestSubject, id = 'sim-20') => ({ ...subject, video: { target: 'simulated', id } });

/** What each platform needs to be tried as any other. */
const platforms = [
  {
    name: 'simulated',
    subject: async (...asked: Parameters<typeof bench.subject>) => onSimulated(await bench.subject(...asked)),
    changes: async () => (await bench.database.kysely.selectFrom('simulated_shows').selectAll().execute()).length,
    // One in ten of its days is told with too little at first.
    correct: () => undefined,
  },
  {
    name: 'youtube',
    async subject(...asked: Parameters<typeof bench.subject>) {
      const counted = { impressions: 1000, clickRate: 0.05, engagedViews: 40, views: 55 };
      bench.youtube.audience(() => ({ ...counted, watchedMinutes: 160, averageViewedPercent: 40 }));
      return bench.subject(...asked);
    },
    changes: async ({ video }: AbTestSubject) => bench.youtube.looksOf(video.id).length,
    correct: ({ video }: AbTestSubject) => bench.youtube.correct(video.id, '2026-11-12', { impressions: 1200 }),
  },
];

describe.each(platforms)('the platform $name', ({ name, subject: make, changes, correct }) => {
  const look = async (subject: AbTestSubject) => platform(name).look(subject, signal);
  const show = async (subject: AbTestSubject, id: VariantId) => {
    const variant = subject.variants.find((each) => each.id === id) ?? expect.fail(`no variant ${id}`);
    await platform(name).show(subject, variant, signal);
  };

  it('shows none of the variants at first, and then the one it was told to', async () => {
    const subject = await make({ variants: 4 });
    expect(await look(subject)).toEqual({ title: expect.any(String), privacy: 'public', variant: undefined });
    for (const id of ['b', 'a', 'd', 'c'] as const) {
      await show(subject, id);
      expect(await look(subject)).toMatchObject({ privacy: 'public', variant: id });
    }
  });

  it('shows titles, and says what the title is', async () => {
    const titles = ['Three hearts', 'Why so many hearts?'];
    const subject = await make({ titles });
    for (const [index, id] of (['a', 'b'] as const).entries()) {
      await show(subject, id);
      expect(await look(subject)).toEqual({ title: titles[index], privacy: 'public', variant: id });
    }
  });

  it('tells variants apart that have the same thumbnail and other titles', async () => {
    const subject = await make();
    const [first] = subject.variants;
    const variants = subject.variants.map((variant) => ({
      ...variant,
      thumbnail: first?.thumbnail,
      title: variant.id,
    }));
    const titled = { ...subject, variants };
    for (const id of ['a', 'b', 'a'] as const) {
      await show(titled, id);
      expect(await look(titled)).toMatchObject({ title: id, variant: id });
    }
  });

  it('takes what another test has shown for none of the variants', async () => {
    const subject = await make();
    await show(subject, 'a');
    const thumbnail = await bench.artifacts.putBytes(bench.picture('#737'), 'image/jpeg');
    const variants = subject.variants.map((variant) =>
      variant.id === 'a' ? { ...variant, thumbnail: { ...thumbnail, mediaType: 'image/jpeg' as const } } : variant,
    );
    expect(await look({ ...subject, testId: 'abtest-later', variants })).toMatchObject({ variant: undefined });
  });

  it('changes what viewers see once, however often it is told the same', async () => {
    const subject = await make();
    await show(subject, 'a');
    const before = await changes(subject);
    await show(subject, 'b');
    await show(subject, 'b');
    expect(await changes(subject)).toBe(before + 1);
  });

  it('names the channel whose figures they are', async () => {
    const subject = await make();
    const channelId = await platform(name).channelOf(subject, signal);
    expect(channelId).toBe(name === 'youtube' ? bench.youtube.channel.id : 'simulated');
  });

  it('tells nothing of days that are not reported yet, then tells them in order, and corrects some of them', async () => {
    const subject = await make();
    await show(subject, 'a');
    const known = new Map<string, LearnedDay[]>();
    let learnedAfter: string | undefined;
    for (let after = 0; after <= 35; after += 1) {
      clock = start + after * dayMs;
      if (after === 20) correct(subject);
      const period = { from: '2026-11-09', to: '2026-12-01', learnedAfter };
      const { days, learnedUntil } = await platform(name).figures(subject, period, signal);
      expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).sort());
      // Nothing of a day is known before two days have passed since its end.
      const latest = new Date(clock - 2 * dayMs).toISOString().slice(0, 10);
      for (const { day } of days) expect(day < latest && day >= period.from && day <= period.to).toBe(true);
      for (const figures of days) {
        const key = `${figures.source} ${figures.day}`;
        const told = known.get(key) ?? [];
        if (JSON.stringify(told.at(-1)) !== JSON.stringify(figures)) known.set(key, [...told, figures]);
      }
      learnedAfter = learnedUntil;
    }
    const told = new Set([...known.values()].flat().map(({ day }) => day));
    // From the 9th of November to the 1st of December.
    expect(told.size).toBe(23);
    const corrected = [...known.values()].filter((versions) => versions.length > 1);
    expect(corrected.length).toBeGreaterThan(0);
    for (const [first, last] of corrected) expect(last?.impressions).toBeGreaterThan(first?.impressions ?? 0);
  });
});

describe('a video on YouTube', () => {
  const look = (subject: AbTestSubject) => platform('youtube').look(subject, signal);
  const show = (subject: AbTestSubject, index: number) => {
    const variant = subject.variants[index] ?? expect.fail('no such variant');
    return platform('youtube').show(subject, variant, signal);
  };

  it('that is gone is looked at in vain, and nothing is shown of it', async () => {
    const subject = await bench.subject();
    bench.youtube.byHand.remove(subject.video.id);
    expect(await look(subject)).toBeUndefined();
    const refused = { name: 'Failure', type: 'NotFound', message: expect.stringContaining(subject.video.id) };
    await expect(show(subject, 1)).rejects.toMatchObject(refused);
  });

  it('of another channel is as good as gone, and stays as it is', async () => {
    const subject = await bench.subject();
    const { youtube } = bench;
    const other = youtube.addChannel('Somebody Else');
    const { refreshToken } = youtube.oauth.issue(other.id);
    const target = bench.target({ ...youtube.environment, YOUTUBE_REFRESH_TOKEN: refreshToken });
    const { id } = await target.publish(await bench.film({}, { pipelineId: 'somebody-else-abc234' }), publishCall());
    youtube.byHand.setPrivacy(id, 'public');
    const theirs = { ...subject, video: { ...subject.video, id } };
    const before = youtube.looksOf(id);
    expect(await look(theirs)).toBeUndefined();
    await expect(show(theirs, 0)).rejects.toMatchObject({ name: 'Failure', type: 'NotFound' });
    expect(youtube.looksOf(id)).toEqual(before);
  });

  it('keeps its description, tags, category and language when its title is changed', async () => {
    const subject = await bench.subject({ titles: ['Three hearts', 'Why so many hearts?'] });
    const before = bench.youtube.videos()[0]?.snippet;
    await show(subject, 1);
    expect(bench.youtube.videos()[0]?.snippet).toEqual({ ...before, title: 'Why so many hearts?' });
    const { tags, categoryId } = sampleMetadata;
    expect(before).toMatchObject({ tags, categoryId, defaultLanguage: 'en' });
    expect(before?.description).toContain(sampleMetadata.description);
  });

  it('shows the variant whose picture it is, however that was encoded', async () => {
    const subject = await bench.subject({ variants: 3 });
    for (const [index, colour] of colours.slice(0, 3).entries()) {
      bench.youtube.byHand.setThumbnail(subject.video.id, bench.picture(colour, 45));
      expect(await look(subject)).toMatchObject({ variant: subject.variants[index]?.id });
    }
  });

  it('shows none of the variants where the picture is nobody’s', async () => {
    const subject = await bench.subject();
    await show(subject, 0);
    bench.youtube.byHand.setThumbnail(subject.video.id, bench.picture('#777'));
    expect(await look(subject)).toMatchObject({ privacy: 'public', variant: undefined });
  });

  it('shows none of the variants where it has the picture of one and the title of another', async () => {
    const subject = await bench.subject();
    const variants = subject.variants.map((variant) => ({ ...variant, title: `Title of ${variant.id}` }));
    const both = { ...subject, variants };
    await show(both, 0);
    expect(await look(both)).toMatchObject({ variant: 'a' });
    bench.youtube.byHand.setTitle(subject.video.id, 'Title of b');
    expect(await look(both)).toMatchObject({ variant: undefined });
  });

  it('is said to be private when it is', async () => {
    const subject = await bench.subject();
    bench.youtube.byHand.setPrivacy(subject.video.id, 'private');
    expect(await look(subject)).toMatchObject({ privacy: 'private' });
  });
});

describe('viewers of the simulated channel', () => {
  const weeks = { from: '2026-11-09', to: '2026-12-06' };

  /** What a video would have brought with a variant shown all the time. */
  async function daysWith(video: string, id: VariantId): Promise<DayFigures[]> {
    await bench.database.kysely.deleteFrom('simulated_shows').execute();
    clock = start;
    const subject = onSimulated(await bench.subject({ variants: 3 }), video);
    const variant = subject.variants.find((each) => each.id === id) ?? expect.fail(`no variant ${id}`);
    await platform('simulated').show(subject, variant, signal);
    clock = start + 60 * dayMs;
    return (await platform('simulated').figures(subject, weeks, signal)).days;
  }

  function rateOf(days: readonly DayFigures[]): number {
    const impressions = days.reduce((sum, day) => sum + (day.impressions ?? 0), 0);
    return days.reduce((sum, day) => sum + (day.impressions ?? 0) * (day.clickRate ?? 0), 0) / impressions;
  }

  it.each([
    ['sim-20', 'b', 0.2],
    ['sim-20', 'c', 0],
    ['sim-0-30', 'b', 0],
    ['sim-0-30', 'c', 0.3],
  ] as const)('of %s like %s better by what its id says: %d', async (video, id, effect) => {
    const [usual, changed] = [await daysWith(video, 'a'), await daysWith(video, id)];
    expect(usual).toHaveLength(28);
    // The same days, but for what is clicked.
    expect(changed.map(({ impressions }) => impressions)).toEqual(usual.map(({ impressions }) => impressions));
    expect(Math.abs(rateOf(changed) / rateOf(usual) - 1 - effect)).toBeLessThan(0.02);
  });

  it('have a taste of their own that follows from the id of any other video', async () => {
    const first = await daysWith('k3mEzJ2xQv0', 'b');
    expect(await daysWith('k3mEzJ2xQv0', 'b')).toEqual(first);
    expect(await daysWith('another-video', 'b')).not.toEqual(first);
  });
});
