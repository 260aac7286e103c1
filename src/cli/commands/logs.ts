import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { prettyFactory } from 'pino-pretty';
import { Failure } from '../../contracts/failures.ts';
import type { CommandContext } from '../context.ts';
import { stopSignal } from '../stop-signal.ts';

/** `logs [id]`: the log of the local stack, of one pipeline when named; `--follow` goes on as it grows. */
export async function showLogs(
  { config }: CommandContext,
  id: string | undefined,
  options: { follow?: boolean; json?: boolean },
): Promise<number> {
  const file = join(config.logsFolder, 'faceless.log');
  const exists = await stat(file).catch(() => undefined);
  if (!exists)
    throw new Failure('InvalidInput', `there is no log yet at ${file}: \`./faceless start\` or create writes one`);
  const pretty = prettyFactory({ colorize: process.stdout.isTTY, translateTime: 'SYS:HH:MM:ss', ignore: 'pid' });
  const show = (line: string) => {
    if (id === undefined || line.includes(`"pipelineId":"${id}"`))
      process.stdout.write(options.json ? `${line}\n` : (pretty(line) as string));
  };
  const stop = stopSignal(() => {});
  let offset = await showFrom(file, 0, show);
  while (options.follow && !stop.signal.aborted) {
    await sleep(500, undefined, { signal: stop.signal }).catch(() => {});
    const { size } = await stat(file);
    if (size !== offset) offset = await showFrom(file, size < offset ? 0 : offset, show);
  }
  stop.release();
  return 0;
}

/** Shows the whole lines from `start` on; gives the offset behind the last of them. */
async function showFrom(file: string, start: number, show: (line: string) => void): Promise<number> {
  const { size } = await stat(file);
  if (size <= start) return start;
  let offset = start;
  for await (const line of createInterface({ input: createReadStream(file, { start, end: size - 1 }) })) {
    const end = offset + Buffer.byteLength(line) + 1;
    // The last line may be half written: it is shown when it is whole.
    if (end > size) break;
    show(line);
    offset = end;
  }
  return offset;
}
