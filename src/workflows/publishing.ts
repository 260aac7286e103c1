import { ActivityFailure, ApplicationFailure, sleep } from '@temporalio/workflow';
import type { FailureType } from '../contracts/failures.ts';
import type { Publication } from '../contracts/publication.ts';
import type {
  PublicationInput,
  PublishFilmInput,
  PublishFilmResult,
  RetractPublicationInput,
  RetractPublicationResult,
  StageOutcome,
} from '../contracts/stages.ts';
import * as stages from './stages.ts';

type Say = Onlooker['say'];

/** Whom a publication tells how it goes. */
export interface Onlooker {
  /** What it is at, and until when it waits for that. */
  say(doing?: string, waitsUntil?: string): void;
  /** Where the film is, before the last stage is through. */
  show(publication: Publication): void;
}

/**
 * A film is published. A folder takes the files, and that is all. On a platform it is uploaded as private, and whoever looks
 * sees it only when everything that belongs to it is there: its privacy is the last thing that changes. Killed or failed
 * anywhere and run again, each stage finds what was done.
 */
export async function publishFilm(input: PublishFilmInput, onlooker: Onlooker): Promise<PublishFilmResult> {
  const say: Say = onlooker.say;
  const patiently = <R>(call: () => Promise<R>) => waitForQuota(call, say);
  const uploaded = await patiently(() => stages.publishFilm(input));
  if (uploaded.publication.privacy === undefined) return uploaded;

  onlooker.show(uploaded.publication);
  const film: PublicationInput = { ...input, publication: uploaded.publication };
  const captions = input.files['captions.srt'];
  const outcomes: StageOutcome[] = [uploaded];
  const stage = async (doing: string, call: () => Promise<StageOutcome>) => {
    say(doing);
    outcomes.push(await patiently(call));
  };

  await processed(film, say);
  if (film.thumbnails.length > 0) await stage('sets the thumbnail', () => stages.setThumbnail(film));
  if (captions) await stage('adds captions', () => stages.addCaptions({ ...film, captions }));
  for (const { language, captions: translated } of input.translations ?? []) {
    if (!translated) continue;
    await stage(`adds captions in ${language}`, () => stages.addCaptions({ ...film, captions: translated, language }));
  }
  if ((input.brief.publish?.playlists.length ?? 0) > 0) {
    await stage('adds it to playlists', () => stages.addToPlaylists(film));
  }
  await stage('writes title and description', () => stages.describeFilm(film));
  say('sets who may see it');
  const released = await patiently(() => stages.releaseFilm(film));
  onlooker.show(released.publication);
  const seen = await awaitAppearance(film, released, say);
  say();
  const notes = [...outcomes, seen].flatMap(({ note }) => note ?? []);
  return { ...seen, found: uploaded.found, ...(notes.length > 0 && { note: notes.join(' ') }) };
}

/** A film that the platform shows from a time on: waits for it, and looks whether it did. Until then it can be cancelled. */
async function awaitAppearance(
  film: PublicationInput,
  released: PublishFilmResult,
  say: Say,
): Promise<PublishFilmResult> {
  const { publication } = released;
  if (publication.publishAt === undefined) return released;
  say('is published by the platform at its time', publication.publishAt);
  await sleep(Math.max(0, Date.parse(publication.publishAt) - Date.now()));
  return waitForQuota(() => stages.checkRelease({ ...film, publication }), say);
}

/** Takes back what was begun and isn't through. A video with a time would appear at it: that is worth waiting for the quota. */
export function takeBack(input: RetractPublicationInput): Promise<RetractPublicationResult | undefined> {
  return waitForQuota(
    () => stages.retractPublication(input),
    () => {},
  );
}

const firstPollMs = 5000;
const slowestPollMs = 300_000;
const longestProcessingMs = 24 * 3_600_000;

/** Thumbnails of Shorts are taken only then, and a film that is shown before is a blurred one. */
async function processed(film: PublicationInput, say: Say): Promise<void> {
  const end = Date.now() + longestProcessingMs;
  for (let pause = firstPollMs; ; pause = Math.min(slowestPollMs, pause * 1.5)) {
    const { isReady, share } = await waitForQuota(() => stages.checkProcessing(film), say);
    if (isReady) return;
    if (Date.now() > end) {
      const type: FailureType = 'Timeout';
      const { target, url } = film.publication;
      throw ApplicationFailure.nonRetryable(`${target} has not processed ${url} within a day: look at it there`, type);
    }
    say(`${film.publication.target} processes the film${share === undefined ? '' : `, ${Math.round(share * 100)} %`}`);
    await sleep(pause);
  }
}

// So that a hundred films which waited for the same midnight don't all begin in the same second.
const spreadMs = 600_000;

/** A quota that is used up is waited for, for as many days as it takes. */
async function waitForQuota<R>(call: () => Promise<R>, say: Say): Promise<R> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const spent = spentQuota(error);
      if (!spent) throw error;
      const end = Math.max(Date.parse(spent.until), Date.now()) + Math.round(Math.random() * spreadMs);
      say(`waits: ${spent.message}`, new Date(end).toISOString());
      await sleep(end - Date.now());
      say();
    }
  }
}

function spentQuota(error: unknown): { until: string; message: string } | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (!(cause instanceof ApplicationFailure) || cause.type !== ('QuotaExceeded' satisfies FailureType))
    return undefined;
  const { until } = (cause.details?.[0] ?? {}) as { until?: unknown };
  return typeof until === 'string' && !Number.isNaN(Date.parse(until)) ? { until, message: cause.message } : undefined;
}
