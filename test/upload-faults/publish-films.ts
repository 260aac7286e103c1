import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { ServiceError, WorkflowFailedError } from '@temporalio/client';
import type { PublishFilmResult } from '../../src/contracts/stages.ts';
import { createUploadClient } from '../../src/infra/temporal/upload-client.ts';
import type { CampaignPlace } from './campaign-place.ts';
import type { SeededFilm } from './seeded-films.ts';

/** What became of a film's workflow. */
export interface PublishedFilm {
  film: SeededFilm;
  result?: PublishFilmResult;
  failure?: string;
}

// So many that those which wait for a killed worker's heartbeat don't keep a new one idle.
const openAtOnce = 24;
const pauseMs = 250;

/**
 * Publishes films as the API does; each is made when its turn comes, and deleted when it is there. Stopped by the signal, it
 * rejects when none of its calls is under way any more.
 */
export async function publishFilms(
  { client, artifacts }: Pick<CampaignPlace, 'client' | 'artifacts'>,
  films: { count: number; make(index: number): Promise<SeededFilm> },
  onPublished: (published: PublishedFilm) => void,
  signal: AbortSignal,
): Promise<void> {
  const uploads = createUploadClient(client);
  const ask = <T>(call: () => Promise<T>) => persist(() => client.withAbortSignal(signal, call), signal);
  let last = 0;

  async function publish(film: SeededFilm): Promise<PublishedFilm> {
    const { input } = film;
    const { pipelineId: id, brief } = input;
    await ask(() => uploads.start({ activity: 'publishFilm', quick: false, id, owner: brief.owner, input }));
    try {
      const result = await ask(() => client.workflow.getHandle(id).result());
      return { film, result: result as PublishFilmResult };
    } catch (error) {
      signal.throwIfAborted();
      const { message, cause } = error as Error;
      const reasons = error instanceof WorkflowFailedError ? causesOf(cause) : [];
      return { film, failure: [message, ...reasons].join(': ') };
    }
  }

  async function publishOneByOne(): Promise<void> {
    while (last < films.count) {
      last += 1;
      const film = await films.make(last);
      const published = await publish(film);
      await rm(await artifacts.localFile(film.input.video));
      onPublished(published);
    }
  }

  const outcomes = await Promise.allSettled(Array.from({ length: openAtOnce }, publishOneByOne));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Asks until there is an answer: the server is away now and then. */
async function persist<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      await wait(pauseMs, undefined, { signal });
    }
  }
}

function causesOf(error: unknown): string[] {
  return error instanceof Error ? [error.message, ...causesOf(error.cause)] : [];
}
