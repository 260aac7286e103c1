import type { BenchRow } from '../row.ts';
import { checkReceived, makeFilm, type Place, type Sent, type Session, withOurs } from './place.ts';

const limit = 200;

/** The most memory a new process takes that uploads a long film, against the most it took before the first byte. */
export async function measureMemory(place: Place): Promise<BenchRow> {
  const film = await makeFilm(place, place.longMegabytes);
  const { memory, seconds } = await withOurs(place, async (ours) => {
    const { session } = await ours.ask<Session>('begin', film);
    const teller = setInterval(() => {
      void ours.ask<number>('confirmed').then((bytes) => place.say(`rss-mb: ${(bytes / 1e6).toFixed(0)} MB sent …`));
    }, 3000);
    return ours.ask<Sent>('send', { session, film }).finally(() => clearInterval(teller));
  });
  await checkReceived(place, film);
  const quarters = memory.quarters.map((at, index) => `${at.toFixed(0)} at ${25 * (index + 1)} %`).join(', ');
  return {
    figure: 'rss-mb',
    value: memory.most,
    reference: memory.before,
    ratio: memory.most / memory.before,
    unit: 'MB',
    limit: `value < ${limit} MB`,
    holds: memory.most < limit,
    detail: `${place.longMegabytes} MB in ${seconds.toFixed(1)} s: ${quarters}; reference: the most before the first byte, by verifying the file`,
  };
}
