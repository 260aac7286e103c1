import { createHash } from 'node:crypto';
import type { AbTestVariant } from '../../../contracts/ab-test.ts';
import type { AbTestSubject } from '../../../contracts/ab-test-run.ts';
import type { VariantId } from '../../../contracts/variant-ids.ts';
import { reportDay, simulateDay, usualVideo } from '../../../engines/simulation/simulated-video.ts';
import type { SimulatedShows } from '../../../infra/database/simulated-shows.ts';
import { endOfPacificDay, pacificDay } from '../../../infra/youtube/pacific-day.ts';
import type { LearnedDay, TestPlatform } from './provider.ts';

const name = 'simulated';
const dayMs = 86_400_000;

interface SimulatedOptions {
  shows(): Promise<SimulatedShows>;
  now?: () => number;
}

/** A channel that isn't there: its viewers are made up, and so is what they like. It asks nobody and needs no key. */
export function createSimulatedPlatform({ shows, now = Date.now }: SimulatedOptions): TestPlatform {
  return {
    name,
    channelOf: async () => name,

    async look({ video, topic, variants }) {
      const looks = await (await shows()).looksOf(video.id);
      const { fingerprint } = looks.at(-1) ?? {};
      // By what it looks like: an earlier test may have shown another A.
      const shown = variants.find((variant) => fingerprintOf(variant) === fingerprint);
      return { title: shown?.title ?? topic, privacy: 'public', variant: shown?.id };
    },

    async show({ video }, variant) {
      const look = { fingerprint: fingerprintOf(variant), variant: variant.id };
      await (await shows()).show(video.id, look, new Date(now()).toISOString());
    },

    async figures(subject, { from, to }) {
      const looks = await (await shows()).looksOf(subject.video.id);
      const [first] = looks;
      if (!first) return { days: [] };
      const firstDay = pacificDay(Date.parse(first.at));
      const today = pacificDay(now());
      const seed = createHash('sha256').update(subject.video.id).digest().readUInt32BE(0);
      const days: LearnedDay[] = [];
      for (let day = from > firstDay ? from : firstDay; day <= to && day < today; day = after(day)) {
        const variant = longestOn(day, looks);
        const age = daysBetween(firstDay, day);
        const effect = effectOf(subject, variant as VariantId);
        const weekDay = new Date(day).getUTCDay();
        const counted = simulateDay({ ...usualVideo, seed }, { age, weekDay }, effect);
        const figures = reportDay(counted, { seed, age, since: daysBetween(day, today) - 1 });
        if (figures) days.push({ day, source: name, ...figures });
      }
      return { days };
    },
  };
}

/**
 * How much better the click rate of a variant is than that of the first, as a share. A video whose id ends with numbers, such as
 * `sim-20` or `sim-0-30`, has those per cent; of any other the viewers' taste follows from its id.
 */
function effectOf({ video, variants }: Pick<AbTestSubject, 'video' | 'variants'>, variant: VariantId): number {
  const index = variants.findIndex(({ id }) => id === variant);
  if (index <= 0) return 0;
  const said = /^sim((?:-\d{1,3})+)$/.exec(video.id)?.[1]?.slice(1).split('-');
  if (said) return Number(said[index - 1] ?? 0) / 100;
  return tastes[createHash('sha256').update(`${video.id}/${index}`).digest().readUInt8(0) % tastes.length] as number;
}

const tastes = [-0.15, -0.05, 0, 0.05, 0.15, 0.25, 0.35];

function fingerprintOf({ title, thumbnail }: AbTestVariant): string {
  return createHash('sha256').update(`${thumbnail?.sha256}\n${title}`).digest('hex');
}

/** What most of a day's hours had. */
function longestOn(day: string, looks: readonly { variant: string; at: string }[]): string | undefined {
  const end = endOfPacificDay(day);
  const begin = end - dayMs;
  const hours = new Map<string, number>();
  for (const [index, { variant, at }] of looks.entries()) {
    const until = Date.parse(looks[index + 1]?.at ?? '9999-01-01T00:00:00Z');
    const part = Math.min(end, until) - Math.max(begin, Date.parse(at));
    if (part > 0) hours.set(variant, (hours.get(variant) ?? 0) + part);
  }
  return [...hours].sort(([, one], [, other]) => other - one)[0]?.[0];
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
const after = (day: string): string => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
