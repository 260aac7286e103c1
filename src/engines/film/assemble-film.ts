import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../../contracts/failures.ts';
import { framesPerSecond } from '../../contracts/formats.ts';
import { mp4Muxing, ticksPerFrame } from './encoding.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { checkSpace } from './free-space.ts';
import { matchEncoders } from './match-encoders.ts';
import { makeSound, type SoundRequest, soundBytes } from './sound/make-sound.ts';
import { checkNarration } from './sound/narration.ts';

export interface AssembleRequest extends Omit<SoundRequest, 'narration' | 'frames'> {
  /** In order: scenes, the transitions between them, cards. H.264 without sound, as `renderScene` makes them. */
  segments: { path: string; frames: number }[];
  /** What is heard of the voice; adds up to the segments' frames. */
  sound: SoundRequest['narration'];
  /** MP4; written whole or not at all. */
  output: string;
  /** Where intermediate sound may lie: at most 15 MB a minute, taken away at the end. */
  workFolder: string;
}

interface AssembleOptions {
  signal?: AbortSignal;
  /** In frames of the film. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

// Nearly all the work is the sound; the picture is copied.
const shares = { matched: 0.02, sound: 0.95 };

// Of a scene of a few frames, FFmpeg misreads when they are decoded, and shifts some by a tick to mend it. All frames come
// in the order in which they are decoded, so the times can be said: one after another, as much before they are shown as
// encoders need.
const evenTimes = `setts=pts=round(PTS/${ticksPerFrame})*${ticksPerFrame}:dts=(N-2)*${ticksPerFrame}`;

/**
 * Joins scenes to a film by stream copy, mixes and levels its sound, and puts the index first. `note` says when scenes
 * had to be encoded again for that.
 */
export async function assembleFilm(
  ffmpeg: string,
  request: AssembleRequest,
  { signal, onProgress }: AssembleOptions,
): Promise<{ frames: number; durationSeconds: number; note?: string }> {
  const { sound, music, effects, output } = request;
  const frames = countFrames(request);
  await checkNarration(sound);
  let reported = -1;
  const report = (share: number) => {
    const done = Math.min(frames, Math.floor(share * frames));
    if (done <= reported) return;
    reported = done;
    onProgress?.({ done, total: frames });
  };
  await mkdir(request.workFolder, { recursive: true });
  await checkSpace(await spaceNeeds(request, frames), `making the film ${output}`);
  const workFolder = await mkdtemp(join(request.workFolder, 'sound-'));
  const unfinished = `${output}.${randomUUID().slice(0, 8)}.part`;
  let note: string | undefined;
  try {
    const matched = await matchEncoders(ffmpeg, request.segments, {
      workFolder,
      signal,
      onShare: (share) => report(share * shares.matched),
    });
    note = matched.note;
    const encoded = await makeSound(
      ffmpeg,
      { narration: sound, effects, music, frames, workFolder },
      { signal, onShare: (share) => report(shares.matched + share * (shares.sound - shares.matched)) },
    );
    const list = join(workFolder, 'segments.txt');
    await writeFile(list, concatList(matched.segments));
    await runFfmpeg(
      ffmpeg,
      [
        ...['-v', 'error', '-f', 'concat', '-safe', '0', '-i', `file:${list}`, '-f', 'aac', '-i', `file:${encoded}`],
        ...['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', '-bsf:v', evenTimes],
        ...[...mp4Muxing('faststart'), `file:${unfinished}`],
      ],
      {
        signal,
        task: `joining the scenes to ${output}`,
        onSeconds: (seconds) => report(shares.sound + ((1 - shares.sound) * seconds * framesPerSecond) / frames),
      },
    );
    await rename(unfinished, output);
  } catch (error) {
    throw signal?.aborted ? new Failure('Cancelled', `cancelled while making ${output}`, { cause: error }) : error;
  } finally {
    await rm(unfinished, { force: true });
    await rm(workFolder, { recursive: true, force: true });
  }
  report(1);
  return { frames, durationSeconds: frames / framesPerSecond, note };
}

function countFrames({ segments, sound }: AssembleRequest): number {
  const count = (parts: readonly { frames: number }[]) => {
    if (parts.every(({ frames }) => Number.isInteger(frames) && frames > 0)) {
      return parts.reduce((sum, { frames }) => sum + frames, 0);
    }
    throw new Failure('InvalidInput', 'every part of a film has a whole number of frames, 1 or more');
  };
  const frames = count(segments);
  const heard = count(sound);
  if (frames > 0 && frames === heard) return frames;
  const found = frames === 0 ? 'no scene' : `${frames} frames of picture, but ${heard} of sound`;
  throw new Failure('InvalidInput', `a film needs a picture and as much sound: there are ${found}`);
}

async function spaceNeeds({ segments, music, output, workFolder }: AssembleRequest, frames: number) {
  const sizes = await Promise.all(
    segments.map(({ path }) =>
      stat(path).catch((cause: unknown) => {
        throw new Failure('ArtifactMissing', `the scene ${path} cannot be read: render it again`, { cause });
      }),
    ),
  );
  const picture = sizes.reduce((sum, { size }) => sum + size, 0);
  return [
    { folder: workFolder, bytes: soundBytes({ frames, music }) },
    { folder: dirname(resolve(output)), bytes: picture + soundBytes({ frames }) },
  ];
}

/**
 * A list for the concat demuxer. Durations are differences of whole microseconds since the film's start, so that the
 * rounding of one scene is not added to the next: a film of hundreds of scenes stays exact to the frame.
 */
function concatList(files: { path: string; frames: number }[]): string {
  const microseconds = (frames: number) => Math.round((frames * 1e6) / framesPerSecond);
  let before = 0;
  const lines = files.flatMap(({ path, frames }) => {
    const duration = microseconds(before + frames) - microseconds(before);
    before += frames;
    // Within quotes only the quote itself is special to the demuxer.
    return [`file 'file:${resolve(path).replaceAll("'", "'\\''")}'`, `duration ${duration}us`];
  });
  return `ffconcat version 1.0\n${lines.join('\n')}\n`;
}
