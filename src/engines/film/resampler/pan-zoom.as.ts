// AssemblyScript. Compiled by `setup/build-resampler.mjs` into `pan-zoom-wasm.ts`; the memory is laid out by `resampler.ts`.

/** Bytes of scratch that `resample` needs for a target of this width: a table of taps and two rows. */
export function scratchBytes(targetWidth: i32): i32 {
  const groups = (targetWidth + 7) >> 3;
  return groups * tapBytes + 2 * rowBytes(targetWidth);
}

// Eight neighbouring target pixels are one group. Its taps: 16 bytes that pick the left source pixels, 16 that pick the
// right ones (each as 16 bit: an index out of range gives the zero above), 16 of the left ones' weights, 16 of the right
// ones' (together 256), 4 of the offset in the source row; padded to keep vectors aligned.
const tapBytes: i32 = 80;

// Rows are 16 bit and padded to whole vectors of 16 pixels.
@inline
function rowBytes(targetWidth: i32): i32 {
  return ((targetWidth + 15) & ~15) << 1;
}

@inline
function clamp(position: f64, length: i32): f64 {
  // Just short of the last pixel, so that its right neighbour still exists.
  return max(0.0, min(position, <f64>(length - 1) - 0.001));
}

function writeTaps(taps: usize, targetWidth: i32, sourceWidth: i32, left: f64, step: f64): void {
  const groups = (targetWidth + 7) >> 3;
  for (let group = 0; group < groups; group++) {
    const tap = taps + <usize>(group * tapBytes);
    const first = <i32>clamp(left + (<f64>(group << 3) + 0.5) * step - 0.5, sourceWidth);
    store<i32>(tap, first, 64);
    v128.store(tap, i8x16.splat(-1));
    v128.store(tap, i8x16.splat(-1), 16);
    for (let lane = 0; lane < 8; lane++) {
      const position = clamp(left + (<f64>((group << 3) + lane) + 0.5) * step - 0.5, sourceWidth);
      const pixel = <i32>position;
      const fraction = <i32>((position - <f64>pixel) * 256.0 + 0.5);
      const at = tap + <usize>(lane << 1);
      store<u8>(at, <u8>(pixel - first));
      store<u8>(at, <u8>(pixel - first + 1), 16);
      store<u16>(at, <u16>(256 - fraction), 32);
      store<u16>(at, <u16>fraction, 48);
    }
  }
}

/** One source row, resampled horizontally: 15-bit values, 128 times the 8-bit ones. */
function resampleRow(source: usize, taps: usize, row: usize, targetWidth: i32): void {
  const end = row + <usize>(((targetWidth + 7) >> 3) << 4);
  let tap = taps;
  for (let at = row; at < end; at += 16) {
    const pixels = v128.load(source + <usize>load<i32>(tap, 64));
    const a = i16x8.mul(i8x16.swizzle(pixels, v128.load(tap)), v128.load(tap, 32));
    const b = i16x8.mul(i8x16.swizzle(pixels, v128.load(tap, 16)), v128.load(tap, 48));
    v128.store(at, i16x8.shr_u(i16x8.add(a, b), 1));
    tap += tapBytes;
  }
}

/**
 * Bilinear, sub-pixel: target pixel (x, y) shows the source at (left + (x + ½)·step − ½, top + (y + ½)·step − ½), to
 * 1/256 of a pixel. One plane of 8 bits. `step` ≤ 2, so that a group's source pixels lie within one vector; the source
 * plane needs 16 readable bytes behind it.
 */
export function resample(
  source: usize,
  sourceWidth: i32,
  sourceHeight: i32,
  target: usize,
  targetWidth: i32,
  targetHeight: i32,
  left: f64,
  top: f64,
  step: f64,
  scratch: usize,
): void {
  const taps = scratch;
  let upper = scratch + <usize>(((targetWidth + 7) >> 3) * tapBytes);
  let lower = upper + <usize>rowBytes(targetWidth);
  let upperRow = -1;
  let lowerRow = -1;
  writeTaps(taps, targetWidth, sourceWidth, left, step);

  for (let y = 0; y < targetHeight; y++) {
    const position = clamp(top + (<f64>y + 0.5) * step - 0.5, sourceHeight);
    const row = <i32>position;
    const fraction = <i32>((position - <f64>row) * 32767.0);
    if (upperRow != row) {
      // Going down the picture, the row below is most often the next one above: swap instead of computing it again.
      if (lowerRow == row) {
        const swapped = upper;
        upper = lower;
        lower = swapped;
        lowerRow = -1;
      } else {
        resampleRow(source + <usize>(row * sourceWidth), taps, upper, targetWidth);
      }
      upperRow = row;
    }
    if (lowerRow != row + 1) {
      resampleRow(source + <usize>((row + 1) * sourceWidth), taps, lower, targetWidth);
      lowerRow = row + 1;
    }

    const out = target + <usize>(y * targetWidth);
    const weight = i16x8.splat(<i16>fraction);
    const half = i16x8.splat(64);
    let x = 0;
    for (; x + 16 <= targetWidth; x += 16) {
      const at = <usize>x << 1;
      let low = v128.load(upper + at);
      let high = v128.load(upper + at, 16);
      low = i16x8.add(low, i16x8.q15mulr_sat_s(i16x8.sub(v128.load(lower + at), low), weight));
      high = i16x8.add(high, i16x8.q15mulr_sat_s(i16x8.sub(v128.load(lower + at, 16), high), weight));
      low = i16x8.shr_u(i16x8.add(low, half), 7);
      high = i16x8.shr_u(i16x8.add(high, half), 7);
      v128.store(out + <usize>x, i8x16.narrow_i16x8_u(low, high));
    }
    for (; x < targetWidth; x++) {
      const at = <usize>x << 1;
      const above = <i32>load<u16>(upper + at);
      const below = <i32>load<u16>(lower + at);
      store<u8>(out + <usize>x, <u8>((above + (((below - above) * fraction + 16384) >> 15) + 64) >> 7));
    }
  }
}

/** target = (target·(256 − weight) + other·weight) / 256, rounded, for `length` bytes; `weight` 0–256. */
export function fade(target: usize, other: usize, length: i32, weight: i32): void {
  const keep = i16x8.splat(<i16>(256 - weight));
  const take = i16x8.splat(<i16>weight);
  const half = i16x8.splat(128);
  let x = 0;
  for (; x + 16 <= length; x += 16) {
    const a = v128.load(target + <usize>x);
    const b = v128.load(other + <usize>x);
    let low = i16x8.mul(i16x8.extend_low_i8x16_u(a), keep);
    let high = i16x8.mul(i16x8.extend_high_i8x16_u(a), keep);
    low = i16x8.add(low, i16x8.mul(i16x8.extend_low_i8x16_u(b), take));
    high = i16x8.add(high, i16x8.mul(i16x8.extend_high_i8x16_u(b), take));
    low = i16x8.shr_u(i16x8.add(low, half), 8);
    high = i16x8.shr_u(i16x8.add(high, half), 8);
    v128.store(target + <usize>x, i8x16.narrow_i16x8_u(low, high));
  }
  for (; x < length; x++) {
    const a = <i32>load<u8>(target + <usize>x);
    const b = <i32>load<u8>(other + <usize>x);
    store<u8>(target + <usize>x, <u8>((a * (256 - weight) + b * weight + 128) >> 8));
  }
}

/**
 * Moves each row of `target` by `shift` bytes towards its start (or, negative, its end); what gets free shows the part of
 * `other` that follows on. A whole plane taken as one row moves up or down.
 */
export function push(target: usize, other: usize, length: i32, rows: i32, shift: i32): void {
  for (let y = 0; y < rows; y++) {
    const row = target + <usize>(y * length);
    const from = other + <usize>(y * length);
    if (shift >= 0) {
      memory.copy(row, row + <usize>shift, <usize>(length - shift));
      memory.copy(row + <usize>(length - shift), from, <usize>shift);
    } else {
      memory.copy(row + <usize>-shift, row, <usize>(length + shift));
      memory.copy(row, from + <usize>(length + shift), <usize>-shift);
    }
  }
}

// x / 255, rounded, for x ≤ 65025.
@inline
function by255(x: v128): v128 {
  const rounded = i16x8.add(x, i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(rounded, i16x8.shr_u(rounded, 8)), 8);
}

/**
 * Lays a picture over part of a plane: target = target·keep/255 + colour. `colour` is already multiplied by its
 * opacity, `keep` is 255 minus the opacity; both are `width`×`height` without padding.
 */
export function blend(target: usize, targetStride: i32, colour: usize, keep: usize, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    const row = target + <usize>(y * targetStride);
    const over = <usize>(y * width);
    let x = 0;
    for (; x + 16 <= width; x += 16) {
      const at = over + <usize>x;
      const share = v128.load(keep + at);
      // Nothing lies over these pixels, as over most of a caption's box.
      if (i8x16.all_true(i8x16.eq(share, i8x16.splat(-1)))) continue;
      const under = v128.load(row + <usize>x);
      const low = by255(i16x8.extmul_low_i8x16_u(under, share));
      const high = by255(i16x8.extmul_high_i8x16_u(under, share));
      v128.store(row + <usize>x, i8x16.add_sat_u(i8x16.narrow_i16x8_u(low, high), v128.load(colour + at)));
    }
    for (; x < width; x++) {
      const at = over + <usize>x;
      const product = <i32>load<u8>(row + <usize>x) * <i32>load<u8>(keep + at) + 128;
      store<u8>(row + <usize>x, <u8>min(255, ((product + (product >> 8)) >> 8) + <i32>load<u8>(colour + at)));
    }
  }
}
