import type { Size } from '../resampler/size.ts';

export interface Fit {
  /** The middle of the source that is shown, in its pixels. */
  kept: Size;
  /** How large that is on the target; where it leaves room, a blurred copy of the picture lies behind it. */
  shown: Size;
}

// Cropped to less, a picture often loses what it is a picture of.
const leastKept = 0.55;
// A band of the blurred copy is meant to be seen: under a tenth of the frame at each side, it looks like a mistake. And a
// panorama is cropped rather than shown as a stripe.
const mostShown = 0.8;
const leastShown = 0.15;

/**
 * How a picture of one shape fills a frame of another: it covers it where at least 55 % of it stay visible; else it is
 * cropped to 55 % or more and lies over a blurred copy of itself.
 */
export function planFit(source: Size, target: Size): Fit {
  const sourceShape = source.width / source.height;
  const targetShape = target.width / target.height;
  const wide = sourceShape > targetShape;
  // What covering would keep; also the share of the frame that the whole picture would take.
  const covering = wide ? targetShape / sourceShape : sourceShape / targetShape;
  const shownShare = covering >= leastKept ? 1 : Math.min(mostShown, Math.max(leastShown, covering / leastKept));
  const keptShare = covering / shownShare;
  const width = evenAtLeast2(wide ? source.width * keptShare : source.width);
  const height = evenAtLeast2(wide ? source.height : source.height * keptShare);
  return {
    kept: { width, height },
    shown: wide
      ? { width: target.width, height: even(target.height * shownShare) }
      : { width: even(target.width * shownShare), height: target.height },
  };
}

const even = (length: number) => Math.round(length / 2) * 2;
const evenAtLeast2 = (length: number) => Math.max(2, Math.floor(length / 2) * 2);

/** What has to be known of a source's pixels to bring them to BT.709 of limited range. */
export interface Pixels {
  alpha: boolean;
  /** YUV matrix where the source leaves it open: `bt709`, `bt601`. */
  assumedMatrix?: string;
  /** Transfer of high dynamic range, to be brought to an ordinary one. */
  hdrTransfer?: string;
}

// Behind what is transparent: dark, and neutral enough for every style.
const floor = 'r=24:g=26:b=31:a=255';

// 1 is the white of paper, 203 cd/m² (ITU-R BT.2408); highlights up to 1000 are kept.
const whiteNits = 203;
const highlightPeak = 1000 / whiteNits;

// The blurred copy is made this much smaller: a blur of a few pixels there is one of a hundred on the frame.
const blurScale = 16;

/**
 * A filter graph with one input and one output, from a source (of square or other pixels: only its numbers of pixels
 * count) to I420 of exactly `target`.
 *
 * @param fit from `planFit`, its `kept` in the source's own pixels
 */
export function fitFilter(fit: Fit, target: Size, pixels: Pixels): string {
  const { kept, shown } = fit;
  const matrix = pixels.assumedMatrix ? `:in_color_matrix=${pixels.assumedMatrix}` : '';
  const toShown = pixels.hdrTransfer
    ? toneMap(shown, pixels.hdrTransfer)
    : [
        ...(pixels.alpha ? layOnFloor(fit, matrix) : []),
        `scale=${sides(shown)}:flags=${scaling}${matrix}:out_color_matrix=bt709:out_range=tv`,
      ];
  const front = [`crop=${sides(kept)}`, ...toShown, 'format=yuv420p', 'setsar=1'].join(',');
  if (shown.width === target.width && shown.height === target.height) return front;
  return `${front},${layOnBlur(shown, target)}`;
}

const scaling = 'lanczos+accurate_rnd+full_chroma_int';
const sides = ({ width, height }: Size) => `${width}:${height}`;

/** Straight alpha would let the colours of invisible pixels bleed in where it is scaled: little is scaled before. */
function layOnFloor({ kept, shown }: Fit, matrix: string): string[] {
  const size = { width: Math.min(kept.width, shown.width * 2), height: Math.min(kept.height, shown.height * 2) };
  return [
    `scale=${sides(size)}:flags=area${matrix}`,
    'format=rgba',
    `split[above][below];[below]lutrgb=${floor}[floor];[floor][above]overlay=format=rgb`,
  ];
}

function layOnBlur(shown: Size, target: Size): string {
  const shape = target.width / target.height;
  const wide = shown.width / shown.height > shape;
  const cropped = wide
    ? { width: evenAtLeast2(shown.height * shape), height: shown.height }
    : { width: shown.width, height: evenAtLeast2(shown.width / shape) };
  const small = { width: even(target.width / blurScale), height: even(target.height / blurScale) };
  const blurred = [
    `crop=${sides(cropped)}`,
    `scale=${sides(small)}:flags=area`,
    'gblur=sigma=3',
    // Darker and paler: it is to be felt, not looked at.
    "lutyuv=y='16+(val-16)*0.42':u='128+(val-128)*0.75':v='128+(val-128)*0.75'",
    `scale=${sides(target)}:flags=bicubic`,
  ].join(',');
  const x = even((target.width - shown.width) / 2);
  const y = even((target.height - shown.height) / 2);
  return `split[front][back];[back]${blurred}[ground];[ground][front]overlay=x=${x}:y=${y},format=yuv420p`;
}

/** Scaled first: the rest is done in floating point, for every pixel. */
function toneMap(shown: Size, transfer: string): string[] {
  const linear = `zscale=tin=${transfer}:pin=bt2020:min=bt2020nc:t=linear:npl=${whiteNits}`;
  return [
    `zscale=w=${shown.width}:h=${shown.height}:filter=bicubic`,
    `${linear},format=gbrpf32le,zscale=p=bt709`,
    `tonemap=tonemap=mobius:param=0.6:desat=0:peak=${highlightPeak.toFixed(3)}`,
    'zscale=t=bt709:m=bt709:p=bt709:r=tv',
  ];
}
