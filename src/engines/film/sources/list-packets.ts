import { runFfmpeg } from '../ffmpeg.ts';

export interface Packet {
  /** In seconds. */
  time: number;
  seconds: number;
  key: boolean;
}

/**
 * The first picture's packets in the order they are shown, as the file has them: nothing is decoded. Beside it what FFmpeg
 * says of the file. Throws what `runFfmpeg` throws.
 *
 * @param input the arguments up to the file's name
 * @param mostSeconds no more of it is read
 */
export async function listPackets(
  ffmpeg: string,
  input: string[],
  { mostSeconds, signal, task }: { mostSeconds: number; signal: AbortSignal | undefined; task: string },
): Promise<{ packets: Packet[]; report: string }> {
  // Sound is listed where there is no picture, so that a file of sound is read without an error.
  const { stdout, stderr } = await runFfmpeg(
    ffmpeg,
    [...['-v', 'info', ...input, '-map', '0:V:0?', '-map', '0:a:0?'], ...copying(mostSeconds)],
    { signal, task },
  );
  return { packets: readPackets(Buffer.from(stdout).toString('latin1'), pictureIndex(stderr)), report: stderr };
}

const copying = (mostSeconds: number) => ['-c', 'copy', '-t', `${mostSeconds}`, '-f', 'framecrc', 'pipe:1'];

/** The picture is the first of what is written out, if there is one. */
function pictureIndex(report: string): number {
  return /^Output #0[\s\S]*?^ +Stream #0:0\S*: Video/m.test(report) ? 0 : -1;
}

/** Lines of `stream, dts, pts, duration, size, check sum[, flags]`, times in units of the stream's `#tb`. */
function readPackets(list: string, stream: number): Packet[] {
  const [, numerator, denominator] = new RegExp(`^#tb ${stream}: (\\d+)/(\\d+)`, 'm').exec(list) ?? [];
  const unit = Number(numerator) / Number(denominator);
  const packets: Packet[] = [];
  for (const line of list.split('\n')) {
    const [index, dts, pts, duration, , , ...flags] = line.split(',').map((field) => field.trim());
    if (line.startsWith('#') || Number(index) !== stream || line === '') continue;
    // Some containers (AVI) know only when a frame is decoded.
    const time = Number.isSafeInteger(Number(pts)) ? Number(pts) : Number(dts);
    // Flags are left out where a packet is a key frame and nothing else.
    const key =
      !flags.some((flag) => /^F=0x/.test(flag)) || flags.some((flag) => /^F=0x[0-9a-f]*[13579bdf]$/i.test(flag));
    packets.push({ time: time * unit, seconds: Math.max(0, Number(duration) * unit), key });
  }
  return packets.sort((a, b) => a.time - b.time);
}
