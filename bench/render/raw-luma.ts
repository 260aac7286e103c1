import { open } from 'node:fs/promises';
import { type Format, formats } from '../../src/contracts/formats.ts';
import type { Plane } from '../measures/ssim.ts';
import type { RawScene } from './raw-frames.ts';

/** The luma of one frame of a captured scene. */
export async function readLuma({ path }: RawScene, format: Format, frame: number): Promise<Plane> {
  const { width, height } = formats[format];
  const values = new Uint8Array(width * height);
  const file = await open(path, 'r');
  const { bytesRead } = await file.read(values, 0, values.length, frame * values.length * 1.5);
  await file.close();
  if (bytesRead !== values.length) throw new Error(`${path} ends before frame ${frame}`);
  return { width, height, values };
}
