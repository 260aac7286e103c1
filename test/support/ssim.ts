import { type Plane, ssim } from '../../bench/measures/ssim.ts';

interface Pixels {
  width: number;
  height: number;
  /** RGBA. */
  data: Uint8ClampedArray;
}

/** Mean structural similarity of two pictures' luminance, 1 for equal ones. */
export function luminanceSsim(one: Pixels, other: Pixels): number {
  if (one.width !== other.width || one.height !== other.height) throw new RangeError('the pictures differ in size');
  return ssim(luminance(one), luminance(other));
}

function luminance({ data, width, height }: Pixels): Plane {
  const values = new Float32Array(width * height);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const at = pixel * 4;
    values[pixel] =
      0.2126 * (data[at] as number) + 0.7152 * (data[at + 1] as number) + 0.0722 * (data[at + 2] as number);
  }
  return { width, height, values };
}
