import { Failure } from '../../../contracts/failures.ts';
import { framesPerSecond } from '../../../contracts/formats.ts';
import { runFfmpeg } from '../ffmpeg.ts';
import { i420Bytes } from '../resampler/resampler.ts';
import type { Size } from '../resampler/size.ts';
import { type Fit, fitFilter, type Pixels, planFit } from './fit.ts';
import { type Passes, planPasses } from './plan-passes.ts';
import { type ClipSource, playPasses } from './play-passes.ts';
import { isHdr, type MediaFacts, openMedia, probeMedia } from './probe-media.ts';
import { readFrames } from './read-frames.ts';

export interface OpenClipOptions {
  size: Size;
  /** Exactly so many are given, 1 or more: see `planPasses` for a clip that is longer or shorter. */
  frames: number;
  signal: AbortSignal;
}

/**
 * Opens a clip to be read frame by frame, upright, filling `size`. Frames are decoded as they are asked for. A file that
 * cannot be used is refused with `InvalidInput`, or `ArtifactMissing` when it is not there; `next` fails likewise when the
 * clip turns out to be damaged further on. There are never fewer frames than asked for.
 */
export async function openClip(
  ffmpeg: string,
  path: string,
  { size, frames, signal }: OpenClipOptions,
): Promise<ClipSource> {
  const facts = await probeMedia(ffmpeg, path, signal);
  refuse(facts, path);
  const passes = planPasses(facts.durationSeconds, frames, framesPerSecond);
  if (!passes) throw tooShort(facts, path, frames);
  if (isHdr(facts)) await needToneMapping(ffmpeg, path, signal);
  const args = decoding(path, facts, size, passes);
  const options = { bytes: i420Bytes(size), signal, what: `the clip ${path}` };
  return playPasses(passes, frames, () => readFrames(ffmpeg, args, options));
}

const smallestSide = 16;

function refuse({ kind, problem, width, height }: MediaFacts, path: string): void {
  const reason =
    problem ??
    (kind === 'still' ? 'is a still picture' : undefined) ??
    (kind === 'sound' ? 'has sound but no picture' : undefined) ??
    (Math.min(width, height) < smallestSide ? `has ${width}×${height} pixels, too few to show anything` : undefined);
  if (reason) throw refusal(path, reason);
}

function tooShort({ durationSeconds }: MediaFacts, path: string, frames: number): Failure {
  const wanted = (frames / framesPerSecond).toFixed(1);
  return refusal(path, `lasts ${durationSeconds.toFixed(2)} s, too short for the ${wanted} s it is to fill`);
}

function refusal(path: string, reason: string): Failure {
  return new Failure('InvalidInput', `the clip ${path} ${reason}: use another clip, or a still`);
}

async function needToneMapping(ffmpeg: string, path: string, signal: AbortSignal): Promise<void> {
  const task = 'asking FFmpeg for its filters';
  const { stdout } = await runFfmpeg(ffmpeg, ['-v', 'error', '-filters'], { signal, task });
  const filters = Buffer.from(stdout).toString('utf8');
  if (/ zscale /.test(filters) && / tonemap /.test(filters)) return;
  throw new Failure(
    'InvalidInput',
    `the clip ${path} is HDR, and this FFmpeg lacks the filters zscale and tonemap to convert it: use a clip in SDR, or name an FFmpeg that has them with FFMPEG_PATH`,
  );
}

const withAlpha = /^(yuva|rgba|bgra|argb|abgr|gbrap|ya\d|pal8)/;
const rgb = /^(rgb|bgr|gbr|argb|abgr|pal8|gray|ya\d|mono)/;

function decoding(path: string, facts: MediaFacts, size: Size, { start, speed, frames }: Passes): string[] {
  const blended = speed < 1 && facts.framesPerSecond * speed < framesPerSecond;
  // Where frames are left out, it is done before the work on them; where they are added, after.
  const dense = facts.framesPerSecond * speed >= framesPerSecond;
  const filter = [
    ...(facts.interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    `setpts=(PTS-STARTPTS)/${speed.toFixed(6)}`,
    ...(dense ? [`fps=${framesPerSecond}`] : []),
    fitFilter(fitStored(facts, size), size, pixelsOf(facts)),
    // Slowed down by repeating frames, movement would stutter: they are blended.
    ...(dense ? [] : [blended ? `framerate=fps=${framesPerSecond}` : `fps=${framesPerSecond}`]),
    `tpad=stop=${spareFrames(facts, speed)}:stop_mode=clone`,
  ].join(',');
  return [
    // One thread, as for the encoder: two scenes at once use two cores, and a decoder's frames are large.
    ...['-threads', '1', ...(start > 0 ? ['-ss', start.toFixed(6)] : []), ...openMedia(path)],
    ...['-map', '0:V:0', '-vf', filter, '-frames:v', `${frames}`, '-f', 'rawvideo', '-pix_fmt', 'yuv420p'],
  ];
}

/** Where time is cut between two frames, at the beginning and at the end, up to a frame is missing each time. */
function spareFrames({ longestFrame }: MediaFacts, speed: number): number {
  return Math.ceil((2 * longestFrame * framesPerSecond) / speed) + 2;
}

function fitStored({ width, height, pixelShape }: MediaFacts, size: Size): Fit {
  const { kept, shown } = planFit({ width, height }, size);
  return { kept: { width: Math.max(2, Math.floor(kept.width / pixelShape / 2) * 2), height: kept.height }, shown };
}

function pixelsOf(facts: MediaFacts): Pixels {
  const { matrix, pixelFormat, width, height } = facts;
  // What is not said is taken from the size, as players do.
  const open = matrix === 'unknown' && !rgb.test(pixelFormat);
  const assumedMatrix = height >= 720 || width >= 1280 ? 'bt709' : 'bt601';
  return {
    alpha: withAlpha.test(pixelFormat),
    ...(open ? { assumedMatrix } : {}),
    ...(isHdr(facts) ? { hdrTransfer: facts.transfer } : {}),
  };
}
