import { loadavg } from 'node:os';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import { type Child } from '../measures/child.ts';
import { quantile, takeTurns } from '../measures/rounds.ts';
import { runMeasured } from '../measures/run-measured.ts';
import type { BenchRow } from '../row.ts';
import { checkReceived, makeFilm, type Place, type Sent, type Session, withOurs } from './place.ts';

const limit = 0.9;

type Used = Pick<Sent, 'seconds' | 'cpuSeconds'> & Partial<Sent>;

/** Our upload against `curl -T` of the same file to the same emulator, in turn: how fast the film's bytes go. */
export async function measureSpeed(place: Place): Promise<BenchRow> {
  const film = await makeFilm(place, place.megabytes);
  const path = await place.artifacts.localFile(film);
  return withOurs(place, async (ours) => {
    let verifySeconds: number | undefined;
    const cpu: Record<'ours' | 'curl' | 'emulator', number[]> = { ours: [], curl: [], emulator: [] };
    const contest = await takeTurns(['ours', 'curl'], place.rounds, async (name) => {
      const session = await ours.ask<Session>('begin', film);
      const used = name === 'ours' ? await sendOurs(ours, film, session) : await sendByCurl(path, film, session);
      verifySeconds ??= used.verifySeconds;
      cpu[name].push(used.cpuSeconds);
      cpu.emulator.push(await checkReceived(place, film));
      const speed = place.megabytes / used.seconds;
      place.say(`upload-to-curl: ${name} ${speed.toFixed(0)} MB/s …`);
      return speed;
    });
    const { ratio, low, high } = contest;
    const perGigabyte = (seconds: readonly number[]) => ((quantile(seconds, 0.5) * 1000) / place.megabytes).toFixed(2);
    return {
      figure: 'upload-to-curl',
      value: contest.ours,
      reference: contest.reference,
      ratio,
      unit: 'MB/s',
      limit: `ratio ≥ ${limit}`,
      holds: ratio >= limit,
      detail:
        `half of the rounds ${low.toFixed(2)} to ${high.toFixed(2)}; ${place.rounds} rounds of ${place.megabytes} MB, load ${loadavg()[0]?.toFixed(1)}; ` +
        `CPU s a GB: ours ${perGigabyte(cpu.ours)}, curl ${perGigabyte(cpu.curl)}, the emulator ${perGigabyte(cpu.emulator)}; ` +
        `verifying a file the process has not seen ${verifySeconds?.toFixed(2)} s, once`,
    };
  });
}

const sendOurs = (ours: Child, film: ArtifactRef, { session }: Session) => ours.ask<Used>('send', { session, film });

/** One PUT of the whole file. Its own clock is believed: that of a process would count its start. */
async function sendByCurl(path: string, { bytes, mediaType }: ArtifactRef, { session, token }: Session): Promise<Used> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': mediaType,
    'content-range': `bytes 0-${bytes - 1}/${bytes}`,
  };
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  let said = '';
  const args = ['-sS', '-T', path, ...given, '-o', '/dev/null', '-w', '%{stderr}%{http_code} %{time_total}\n', session];
  const { cpuSeconds } = await runMeasured('curl', args, { onLine: (line) => (said = line) });
  const [status, seconds] = said.split(' ').map(Number);
  if (status !== 201) throw new Error(`curl was answered ${said}`);
  return { seconds: seconds ?? Number.NaN, cpuSeconds };
}
