import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createPublicationStages } from '../../src/activities/upload/publication-stages.ts';
import { createPublishFilm } from '../../src/activities/upload/publish-film.ts';
import type { Activities } from '../../src/contracts/activities.ts';
import { workflowNames } from '../../src/contracts/messages.ts';
import type { Publishing } from '../../src/contracts/publishing.ts';
import type { PublishFilmResult } from '../../src/contracts/stages.ts';
import { createPublishedFilms } from '../../src/infra/database/published-films.ts';
import { usePublishBench } from '../activities/upload/providers/youtube/publish-bench.ts';
import { createFakeStages } from '../support/fake-stages.ts';
import { runRoleWorkers } from '../support/role-workers.ts';
import { startTimeSkippingServer } from '../support/time-skipping-server.ts';

const hour = 3_600_000;
const day = 24 * hour;

// What the server's clock says to the activity that runs: YouTube, its quota and ours go by it.
let clock = Date.now();
const bench = usePublishBench({ now: () => clock });
let server: TestWorkflowEnvironment;
beforeAll(async () => {
  server = await startTimeSkippingServer();
});
afterAll(() => server.teardown());

/** When an activity began, by the server's clock and by ours, ms. */
interface Moment {
  name: string;
  at: number;
  real: number;
}
let moments: Moment[];
beforeEach(() => {
  moments = [];
});

function activities(): Activities {
  const targets = [bench.target()];
  const films = async () => createPublishedFilms(bench.database);
  const real = { ...createPublishFilm(bench, targets), ...createPublicationStages(bench, targets, films) };
  const timed = Object.entries(real).map(([name, activity]) => [
    name,
    (input: never) => {
      clock = Context.current().info.currentAttemptScheduledTimestampMs;
      moments.push({ name, at: clock, real: performance.now() });
      return (activity as (given: never) => Promise<unknown>)(input);
    },
  ]);
  return { ...createFakeStages().activities, ...(Object.fromEntries(timed) as Partial<Activities>) };
}

async function publish(publishing: Partial<Publishing>): Promise<PublishFilmResult> {
  const { nativeConnection: connection, client } = server;
  const workers = await runRoleWorkers(activities(), inject('workflowBundle'), { connection, namespace: 'default' });
  try {
    return await client.workflow.execute(workflowNames.upload, {
      ...{ workflowId: `upload-${randomUUID()}`, taskQueue: 'orchestrator', args: [await bench.film(publishing)] },
    });
  } finally {
    await workers.stop();
  }
}

/** What passed between two activities: for the film, and for us. */
const waits = () =>
  moments.slice(1).map(({ at, real }, index) => {
    const before = moments[index] as Moment;
    return { waited: at - before.at, took: real - before.real };
  });
const longestWait = () => waits().reduce((longest, wait) => (wait.waited > longest.waited ? wait : longest));

/** The quickest that a day or more passed, ms: what else the machine does makes the others longer. */
let quickest = Number.POSITIVE_INFINITY;

const seen = () => bench.youtube.videos()[0];

describe('on a server that skips time', () => {
  beforeEach(async () => {
    clock = await server.currentTimeMs();
  });

  it('waits for the next Pacific day when the quota is used up, and publishes then', async () => {
    bench.youtube.exhaustQuota();
    const { publication } = await publish({ privacy: 'public' });
    expect(publication).toMatchObject({ privacy: 'public', id: seen()?.id });
    const { waited } = longestWait();
    expect(moments.filter(({ name }) => name === 'publishFilm')).toHaveLength(2);
    // To the next midnight there, and up to ten minutes more.
    expect(waited).toBeGreaterThan(0);
    expect(waited).toBeLessThan(25 * hour + 660_000);
    expect(
      new Date(clock).toLocaleString('en', { timeZone: 'America/Los_Angeles', hourCycle: 'h23', hour: 'numeric' }),
    ).toBe('00');
    expect(bench.youtube.videos()).toHaveLength(1);
  });

  it('waits day after day for as long as there is no quota', async () => {
    const start = clock;
    const target = bench.target();
    const exhausted = new Set<string>();
    bench.target = () => ({
      ...target,
      publish(request, call) {
        const today = new Date(clock).toLocaleDateString('en-CA', { timeZone: 'America/Los_Angeles' });
        if (exhausted.size < 3 && !exhausted.has(today)) {
          exhausted.add(today);
          bench.youtube.exhaustQuota();
        }
        return target.publish(request, call);
      },
    });
    await publish({});
    expect(exhausted.size).toBe(3);
    expect(clock - start).toBeGreaterThan(2 * day);
    for (const { waited, took } of waits()) if (waited > 12 * hour) quickest = Math.min(quickest, took);
    expect(bench.youtube.videos()).toHaveLength(1);
  });

  it('leaves a film to be published at its time, looks whether it was', async () => {
    const publishAt = new Date(clock + 9 * day).toISOString();
    const { publication } = await publish({ publishAt });
    expect(publication).toMatchObject({ privacy: 'public', id: seen()?.id });
    expect(publication.publishAt).toBeUndefined();
    const { waited, took } = longestWait();
    expect(waited).toBeGreaterThan(9 * day - hour);
    quickest = Math.min(quickest, took);
    expect(moments.at(-1)?.name).toBe('checkRelease');
    // Once when it was uploaded, once with its time.
    expect(seen()?.privacies).toEqual(['private', 'private', 'public']);
  });

  it('lets days pass in less than a second', () => {
    expect(quickest).toBeLessThan(1000);
  });
});
