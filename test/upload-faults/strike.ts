import { setTimeout as wait } from 'node:timers/promises';
import type { CampaignPlace } from './campaign-place.ts';
import type { Strike } from './fault-plan.ts';

/** How often each has happened. */
export interface Struck {
  /** `kill -9` of the worker. */
  kills: number;
  /** `kill -9` of the Temporal server, which was started again. */
  restarts: number;
  /** All access tokens were refused from then on. */
  refusals: number;
}

// A campaign whose films are nearly all there may make no such call any more.
const longestWaitMs = 5000;
const pollMs = 2;

/** Strikes in the order of the plan, each when its moment has come, until the films are there. */
export async function strikeAll(
  strikes: readonly Strike[],
  { youtube, worker, temporal }: Pick<CampaignPlace, 'youtube' | 'worker' | 'temporal'>,
  struck: Struck,
  isOver: () => boolean,
): Promise<void> {
  for (const { kind, atBytes, call, afterMs } of strikes) {
    await until(() => youtube.bytesReceived() >= atBytes, isOver);
    const { length } = youtube.calls;
    const isCalled = () => youtube.calls.slice(length).some(({ operation }) => operation === call);
    const deadline = Date.now() + longestWaitMs;
    if (call !== undefined) await until(() => isCalled() || Date.now() > deadline, isOver);
    await wait(afterMs);
    if (isOver()) return;
    if (kind === 'session') {
      youtube.fail({ kind: 'lost-answer', on: 'upload.put' }, { kind: 'expired-session', on: 'upload.status' });
      continue;
    }
    if (kind === 'tokens') {
      youtube.oauth.refuseAccessTokens();
      struck.refusals += 1;
      // These calls are the same for all films: by chance they would be spoilt at the beginning only.
      youtube.fail({ kind: 'status', status: 503, on: 'oauth.token' });
      if (struck.refusals % 3 === 0) youtube.fail({ kind: 'lost-answer', on: 'playlistItems.list' });
      continue;
    }
    const [killsTemporal, killsWorker] = [kind !== 'worker', kind !== 'temporal'];
    await Promise.all([killsTemporal && temporal.kill(), killsWorker && worker.kill()]);
    struck.kills += killsWorker ? 1 : 0;
    struck.restarts += killsTemporal ? 1 : 0;
    if (killsTemporal) await temporal.start();
    if (killsWorker) await worker.start();
  }
}

async function until(holds: () => boolean, isOver: () => boolean): Promise<void> {
  while (!holds() && !isOver()) await wait(pollMs);
}
