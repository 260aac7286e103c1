import { setImmediate } from 'node:timers/promises';
import { type Canvas, createCanvas } from '@napi-rs/canvas';

let spare: Canvas | undefined;

/**
 * Draws on an empty canvas of a size and hands on what `draw` makes of it. The canvas is kept for the next picture of the
 * thread: its pixels lie outside JavaScript's memory, whose collector would let many of them pile up.
 */
export async function withCanvas<Result>(
  width: number,
  height: number,
  draw: (canvas: Canvas) => Promise<Result>,
): Promise<Result> {
  const kept = spare?.width === width && spare.height === height ? spare : undefined;
  spare = undefined;
  // Native memory of the last picture's parts is released between turns of the event loop, not within one.
  await setImmediate();
  const canvas = kept ?? createCanvas(width, height);
  canvas.getContext('2d').reset();
  try {
    return await draw(canvas);
  } finally {
    spare = canvas;
  }
}
