import { createCanvas } from '@napi-rs/canvas';
import { afterEach, beforeEach, expect } from 'vitest';
import { createAbTestActivities, openAbTestStores } from '../../../src/activities/abtest/ab-test-activities.ts';
import type { AbTestContext } from '../../../src/activities/abtest/ab-test-activity.ts';
import { openTestPlatforms } from '../../../src/activities/abtest/providers/open-test-platforms.ts';
import { openYoutubeChannels } from '../../../src/activities/upload/providers/open-publish-targets.ts';
import { type AbTestDesign, type AbTestVariant, abTestDesignSchema } from '../../../src/contracts/ab-test.ts';
import type { AbTestSubject } from '../../../src/contracts/ab-test-run.ts';
import { variantIds } from '../../../src/contracts/variant-ids.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { type PublishBench, publishCall, usePublishBench } from '../upload/providers/youtube/publish-bench.ts';

export interface AbTestBench extends PublishBench {
  context: AbTestContext;
  activities: ReturnType<typeof createAbTestActivities>;
  /** A public video of the channel, and a test of thumbnails for it. */
  subject(changes?: {
    design?: Partial<AbTestDesign>;
    variants?: number;
    titles?: string[];
    testId?: string;
  }): Promise<AbTestSubject>;
  /** A thumbnail in a colour, as JPEG of a quality from 0 to 100. */
  picture(colour: string, quality?: number): Buffer;
}

const tables = [
  ...(['ab_tests', 'ab_test_plans', 'ab_test_days'] as const),
  ...(['video_figures', 'figure_cursors', 'simulated_shows'] as const),
] as const;
/** Of the thumbnails of A to D. */
export const colours = ['#c22', '#26c', '#2a2', '#b80'];

/** What the role `ab-tester` does, against a YouTube on loopback whose clock is the caller's. */
export function useAbTestBench({ now }: { now: () => number }): AbTestBench {
  const bench = usePublishBench({ now }) as AbTestBench;
  beforeEach(async () => {
    const { artifacts, logger, database, youtube } = bench;
    for (const table of tables) await database.kysely.deleteFrom(table).execute();
    const config = readConfig(youtube.environment);
    const channels = openYoutubeChannels({ config, logger, database: async () => database, now });
    const platforms = openTestPlatforms({ artifacts, database: async () => database, channels, now });
    bench.context = { artifacts, logger, platforms, stores: async () => openAbTestStores(database), now };
    bench.activities = createAbTestActivities(bench.context);

    bench.picture = (colour, quality) => {
      const canvas = createCanvas(1280, 720);
      const context = canvas.getContext('2d');
      context.fillStyle = colour;
      context.fillRect(0, 0, 1280, 720);
      context.fillStyle = '#fff';
      context.fillRect(200, 160, 420, 300);
      return canvas.toBuffer('image/jpeg', quality);
    };
    bench.subject = async ({ design, variants = 2, titles, testId = 'abtest-0123456789abcdef01234567' } = {}) => {
      const { id } = await bench.target().publish(await bench.film(undefined, { bytes: 100_000 }), publishCall());
      youtube.byHand.setPrivacy(id, 'public');
      const made = Array.from({ length: variants }, async (_, index): Promise<AbTestVariant> => {
        const thumbnail = await artifacts.putBytes(bench.picture(colours[index] ?? '#888'), 'image/jpeg');
        return {
          id: variantIds[index] ?? 'a',
          title: titles?.[index],
          thumbnail: titles ? undefined : { ...thumbnail, mediaType: 'image/jpeg' },
        };
      });
      return {
        ...{ testId, owner: 'local', topic: 'Why octopuses have three hearts', video: { target: 'youtube', id } },
        ...{ variants: await Promise.all(made), design: abTestDesignSchema.parse({ seed: 3, ...design }) },
      };
    };
  });
  afterEach(() => expect(bench.youtube.violations).toEqual([]));
  return bench;
}
