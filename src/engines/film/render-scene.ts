import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { Failure } from '../../contracts/failures.ts';
import { formats, framesPerSecond } from '../../contracts/formats.ts';
import { drawScene } from './draw-scene.ts';
import { canPace, createEncoderPace } from './encoder-pace.ts';
import type { Encoder } from './encoding.ts';
import { mp4Muxing, pictureEncoding } from './encoding.ts';
import { type FrameSink, openFrameSink } from './frame-sink.ts';
import type { RenderSceneRequest } from './scene-request.ts';
import { freeYoungGarbage } from './young-garbage.ts';

// Frames on their way to the encoder: enough that it never waits for one, few enough to stay small.
const framesAhead = 3;
// One is written while the next is drawn.
const slots = 2;
const framesBetweenCollections = 15;

/** Draws the frames of a scene and encodes them. Runs in a worker thread: it computes without pause. */
export async function renderScene(
  { ffmpeg, encoder }: { ffmpeg: string; encoder: Encoder },
  request: RenderSceneRequest,
  call: { signal: AbortSignal; report(progress: { done: number; total: number }): void },
): Promise<{ frames: number }> {
  const total = countFrames(request);
  const { width, height } = formats[request.format];
  const unfinished = `${request.output}.${randomUUID().slice(0, 8)}.part`;
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-r', `${framesPerSecond}`];
  const pace = (await canPace(ffmpeg, call.signal)) ? createEncoderPace(framesAhead) : undefined;
  const sink = openFrameSink(
    ffmpeg,
    ['-v', 'error', ...raw, '-i', 'pipe:0', ...pictureEncoding(encoder), ...mp4Muxing(), `file:${unfinished}`],
    { signal: call.signal, task: `encoding the scene ${request.output}`, pace },
  );
  try {
    const frames = drawScene(ffmpeg, request, { slots, signal: call.signal });
    await writeFrames(frames, sink, (done) => call.report({ done, total }));
    await sink.finish();
    await rename(unfinished, request.output);
  } catch (error) {
    await sink.kill();
    await rm(unfinished, { force: true });
    throw error;
  }
  return { frames: total };
}

async function writeFrames(
  frames: AsyncIterable<Uint8Array>,
  sink: FrameSink,
  onFrame: (done: number) => void,
): Promise<void> {
  let writing = Promise.resolve();
  let done = 0;
  for await (const frame of frames) {
    await writing;
    // The process has ended before its input: `finish` says why.
    if (sink.broken) return;
    writing = sink.write(frame);
    onFrame(++done);
    if (done % framesBetweenCollections === 0) freeYoungGarbage();
  }
  await writing;
}

/** How many frames the request asks for, once it is known to make sense. */
function countFrames({ shots, range, next }: RenderSceneRequest): number {
  const whole = (frames: number, least: number) => Number.isInteger(frames) && frames >= least;
  const all = next ? [...shots, next.shot] : shots;
  if (shots.length === 0 || !all.every(({ frames, lead = 0 }) => whole(frames, 1) && whole(lead, 0))) {
    throw new Failure('InvalidInput', 'a scene needs at least one shot, and each a whole number of frames, 1 or more');
  }
  const total = shots.reduce((sum, { frames }) => sum + frames, 0);
  const { from, to } = range ?? { from: 0, to: total };
  if (!whole(from, 0) || !whole(to, from + 1) || to > total) {
    throw new Failure('InvalidInput', `frames ${from} to ${to} were asked for of a scene that has ${total}`);
  }
  return to - from;
}
