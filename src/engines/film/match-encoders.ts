import { join } from 'node:path';
import { Failure } from '../../contracts/failures.ts';
import { framesPerSecond } from '../../contracts/formats.ts';
import { mp4Muxing, pictureEncoding } from './encoding.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { readMp4Facts, readParameterSets } from './mp4-facts.ts';

interface Segment {
  path: string;
  frames: number;
}

interface MatchOptions {
  workFolder: string;
  signal?: AbortSignal;
  /** 0–1. */
  onShare: (share: number) => void;
}

/**
 * Segments that may be joined by stream copy: those encoded otherwise than most, on a worker with another encoder, are
 * encoded again. `note` says so.
 * @throws Failure `ArtifactMissing`, `ArtifactCorrupt` when a segment is not H.264 or not as long as it should be
 */
export async function matchEncoders(
  ffmpeg: string,
  segments: readonly Segment[],
  { workFolder, signal, onShare }: MatchOptions,
): Promise<{ segments: Segment[]; note?: string }> {
  const setsOf = new Map<string, string>();
  const frames = new Map<string, number>();
  for (const segment of segments) {
    if (!setsOf.has(segment.path)) setsOf.set(segment.path, await readSets(segment));
    const sets = setsOf.get(segment.path) as string;
    frames.set(sets, (frames.get(sets) ?? 0) + segment.frames);
  }
  if (frames.size === 1) return { segments: [...segments] };

  let [wanted] = [...frames].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
  const again = new Map<string, Segment>();
  for (;;) {
    const odd = segments.find(({ path }) => !again.has(path) && setsOf.get(path) !== wanted);
    if (!odd) break;
    const path = join(workFolder, `segment-${again.size}.mp4`);
    await encodeAgain(ffmpeg, odd, path, signal);
    const segment = { path, frames: odd.frames };
    again.set(odd.path, segment);
    // The majority may come from an encoder that this machine has not: then all that are left follow this one.
    wanted = await readSets(segment);
    onShare(again.size / segments.length);
  }
  return {
    segments: segments.map((segment) => again.get(segment.path) ?? segment),
    note: `${again.size} of ${setsOf.size} parts of the film came from another encoder and were encoded again to be joined`,
  };
}

async function readSets({ path, frames }: Segment): Promise<string> {
  try {
    const [sets, { tracks }] = await Promise.all([readParameterSets(path), readMp4Facts(path)]);
    const found = tracks.find(({ kind }) => kind === 'picture')?.samples;
    if (found === frames) return sets.toString('latin1');
    throw new Failure('ArtifactCorrupt', `the scene ${path} has ${found} frames instead of ${frames}: render it again`);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const missing = reason.startsWith('ENOENT');
    throw new Failure(
      missing ? 'ArtifactMissing' : 'ArtifactCorrupt',
      missing
        ? `the scene ${path} is not there: render it again`
        : `the scene ${path} is no whole MP4 (${reason}): render it again`,
      { cause },
    );
  }
}

async function encodeAgain(ffmpeg: string, { path }: Segment, output: string, signal?: AbortSignal): Promise<void> {
  const encoding = [...pictureEncoding('x264'), ...mp4Muxing()];
  // The rate is said, so that frames are counted and their times not asked for.
  await runFfmpeg(
    ffmpeg,
    ['-v', 'error', '-r', `${framesPerSecond}`, '-i', `file:${path}`, '-map', '0:v:0', ...encoding, `file:${output}`],
    {
      signal,
      task: `encoding ${path} again`,
    },
  );
}
