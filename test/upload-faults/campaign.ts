import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type CampaignPlace, withCampaignPlace } from './campaign-place.ts';
import { type CampaignReport, reportOn } from './campaign-report.ts';
import { planStrikes, type Spacings, spoiltCalls } from './fault-plan.ts';
import { type PublishedFilm, publishFilms } from './publish-films.ts';
import { createSeededFilms } from './seeded-films.ts';
import { type Struck, strikeAll } from './strike.ts';

export interface CampaignOptions {
  /** Films, what goes wrong and when follow from it, as far as the time that things take does not. */
  seed: number;
  uploads: number;
  spacings?: Spacings;
  /** How often the same call is spoilt at most, 4 when left out: each time, the pause before the next try is longer. */
  mostSpoilt?: number;
  /** Made from the sources when left out. */
  workflowBundle?: string;
  /** Ends the campaign before its time: it rejects. */
  signal?: AbortSignal;
  /** When it goes wrong, the logs of all that took part stay. */
  keepLogs?: boolean;
  say?(message: string): void;
}

const usualSpacings: Spacings = { worker: [10, 20], temporal: [45, 75], tokens: [5, 15], session: [6, 14] };
/** Of the shortest film; the longest has a fifth more. */
const leastBytes = 20 * 1024 * 1024;
const sayEveryMs = 5000;
// Nothing that is right takes so long: a heartbeat is missed after 20 s, and a retry, of which there are ten, waits for a minute.
const mostStalledMs = 600_000;

/**
 * Publishes films to YouTube's emulator by the real workflow and activities, with Temporal and the worker in processes of their
 * own, while calls are spoilt, access tokens refused and processes killed; then looks what is on the channel.
 */
export function runUploadCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, spacings = usualSpacings, mostSpoilt = 4, keepLogs = false } = options;
  const { uploads, signal } = options;
  const run = async (place: CampaignPlace): Promise<CampaignReport> => {
    const { youtube, artifacts, worker } = place;
    signal?.throwIfAborted();
    const make = createSeededFilms(artifacts, seed, leastBytes);
    const strikes = planStrikes(seed, uploads, 1.1 * leastBytes, spacings);
    const struck: Struck = { kills: 0, restarts: 0, refusals: 0 };
    const published: PublishedFilm[] = [];
    const over = new AbortController();
    // As many calls as there are films under way.
    setMaxListeners(0, over.signal);
    const isOver = () => over.signal.aborted;
    const began = performance.now();
    youtube.failAtRandom(spoiltCalls(seed, mostSpoilt));
    const striking = strikeAll(strikes, place, struck, isOver);
    const onPublished = (film: PublishedFilm) => void published.push(film);
    const publishing = publishFilms(place, { count: uploads, make }, onPublished, over.signal);
    try {
      const watching = watch(place, { ...options, published, struck }, over.signal);
      await Promise.race([publishing, watching, worker.died, rejection(striking), aborted(signal)]);
      const seconds = (performance.now() - began) / 1000;
      return reportOn({ seed, youtube, published, struck, seconds });
    } finally {
      over.abort();
      // What is just starting again has to be there before it can be ended, and what asks Temporal is answered before that goes.
      await Promise.allSettled([striking, publishing]);
    }
  };
  const keep = (report?: CampaignReport) => keepLogs && report?.breaches.length !== 0 && !signal?.aborted;
  return withCampaignPlace(options.workflowBundle, run, keep);
}

interface Watched {
  uploads: number;
  published: readonly PublishedFilm[];
  struck: Struck;
  say?(message: string): void;
}

/** Tells how far it is; rejects when nothing happens any more. */
async function watch(
  { youtube }: CampaignPlace,
  { uploads, published, struck, say }: Watched,
  over: AbortSignal,
): Promise<never> {
  let [count, movedAt] = [0, Date.now()];
  for (;;) {
    await wait(sayEveryMs, undefined, { signal: over });
    const { kills, restarts, refusals } = struck;
    const spoilt = youtube.calls.filter(({ spoiltBy }) => spoiltBy).length;
    const sent = (youtube.bytesReceived() / 1e6).toFixed(0);
    say?.(
      `${published.length} of ${uploads} films published, ${sent} MB sent; ${spoilt} calls spoilt, ${refusals} × tokens refused, ` +
        `worker killed ${kills} ×, Temporal ${restarts} ×`,
    );
    if (published.length > count) [count, movedAt] = [published.length, Date.now()];
    if (Date.now() - movedAt > mostStalledMs) {
      throw new Error(`no film was published for ${mostStalledMs / 1000} s: ${published.length} of ${uploads} are`);
    }
  }
}

const rejection = (work: Promise<unknown>) => new Promise<never>((_, reject) => void work.catch(reject));

const aborted = (signal?: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => reject(new Error('the campaign was stopped')), { once: true }),
  );
