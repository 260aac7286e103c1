import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { Failure } from '../../contracts/failures.ts';
import { type Format, formats, framesPerSecond } from '../../contracts/formats.ts';
import type { Cue, Motion } from '../../contracts/timeline.ts';
import { createCaptionPainter } from './captions/caption-painter.ts';
import { createCaptionTrack } from './captions/caption-state.ts';
import { mp4Muxing, pictureEncoding } from './encoding.ts';
import { type FrameSink, openFrameSink } from './ffmpeg.ts';
import { cameraAt } from './motion.ts';
import { createResampler } from './resampler/resampler.ts';
import { decodeStill, stillSize } from './still.ts';

export interface RenderSceneRequest {
  /** The shots in order, each shown for `frames` frames. */
  stills: { path: string; frames: number; motion: Motion }[];
  /** Seconds from the scene's start. */
  cues: Cue[];
  format: Format;
  /** MP4 without sound; written whole or not at all. */
  output: string;
}

// Frames on their way to the encoder while the next one is drawn.
const framesInFlight = 3;

/** Draws every frame of a scene and encodes it. Runs in a worker thread: it computes without pause. */
export async function renderScene(
  ffmpeg: string,
  request: RenderSceneRequest,
  call: { signal: AbortSignal; report(progress: { done: number; total: number }): void },
): Promise<{ frames: number }> {
  const { width, height } = formats[request.format];
  const total = request.stills.reduce((sum, { frames }) => sum + frames, 0);
  if (request.stills.length === 0 || request.stills.some(({ frames }) => !Number.isInteger(frames) || frames < 1)) {
    throw new Failure('InvalidInput', 'a scene needs at least one still, and each a whole number of frames, 1 or more');
  }
  const unfinished = `${request.output}.${randomUUID().slice(0, 8)}.part`;
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-r', `${framesPerSecond}`];
  const sink = openFrameSink(
    ffmpeg,
    ['-v', 'error', ...raw, '-i', 'pipe:0', ...pictureEncoding, ...mp4Muxing(), `file:${unfinished}`],
    { signal: call.signal, task: `encoding the scene ${request.output}` },
  );
  try {
    await drawFrames(ffmpeg, request, sink, call.signal, (done) => call.report({ done, total }));
    await sink.finish();
    await rename(unfinished, request.output);
  } catch (error) {
    await sink.kill();
    await rm(unfinished, { force: true });
    throw error;
  }
  return { frames: total };
}

async function drawFrames(
  ffmpeg: string,
  { stills, cues, format }: RenderSceneRequest,
  sink: FrameSink,
  signal: AbortSignal,
  onFrame: (done: number) => void,
): Promise<void> {
  const size = stillSize(format);
  const resampler = createResampler(formats[format], size, framesInFlight + 1);
  const captionAt = createCaptionTrack(cues);
  const paintCaption = createCaptionPainter(format);
  const decode = (path: string) => {
    const still = decodeStill(ffmpeg, path, size, signal);
    // Awaited only when its shot begins: a failure before that must not count as unhandled.
    still.catch(() => {});
    return still;
  };

  const writing: Promise<void>[] = [];
  let shown: string | undefined;
  let frame = 0;
  let upcoming = decode((stills[0] as { path: string }).path);
  for (const [index, still] of stills.entries()) {
    resampler.setStill(await upcoming);
    const next = stills[index + 1];
    if (next) upcoming = decode(next.path);
    for (let shot = 0; shot < still.frames; shot++, frame++) {
      signal.throwIfAborted();
      // The process has ended before its input: `finish` says why.
      if (sink.broken) return;
      const caption = captionAt(frame);
      if (caption?.key !== shown) {
        shown = caption?.key;
        resampler.setOverlay(caption && paintCaption(caption));
      }
      const share = still.frames > 1 ? shot / (still.frames - 1) : 0;
      writing.push(sink.write(resampler.drawFrame(cameraAt(still.motion, share))));
      if (writing.length >= framesInFlight) await writing.shift();
      onFrame(frame + 1);
    }
  }
  await Promise.all(writing);
}
