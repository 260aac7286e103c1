import type { Format } from './formats.ts';

/** Where things go on the frame, in pixels of it. */
interface FrameAreas {
  /** Middle of the captions' lines, and how wide they may be. */
  captions: { x: number; y: number; maxWidth: number };
  /** On-screen words, call-outs and chapter names. Pictures keep what matters out of it when the scene has such words. */
  words: { x: number; y: number; width: number; height: number };
  /** The watermark's edge or middle, as `align` says, and its middle line; letters or picture this high. */
  watermark: { x: number; y: number; align: 'center' | 'right'; height: number; maxWidth: number };
  progress: { y: number; height: number };
}

/**
 * On 1080×1920 all words keep to what Shorts, Reels and TikTok leave free of buttons and titles: x 65–910, y 270–1248.
 */
export const frameAreas: Readonly<Record<Format, FrameAreas>> = {
  short: {
    captions: { x: 540, y: 1090, maxWidth: 740 },
    words: { x: 170, y: 280, width: 740, height: 300 },
    watermark: { x: 540, y: 1226, align: 'center', height: 30, maxWidth: 600 },
    progress: { y: 0, height: 10 },
  },
  square: {
    captions: { x: 540, y: 880, maxWidth: 860 },
    words: { x: 110, y: 60, width: 860, height: 230 },
    watermark: { x: 1040, y: 1042, align: 'right', height: 26, maxWidth: 400 },
    progress: { y: 0, height: 8 },
  },
  long: {
    captions: { x: 960, y: 930, maxWidth: 1500 },
    words: { x: 260, y: 64, width: 1400, height: 240 },
    watermark: { x: 1868, y: 56, align: 'right', height: 32, maxWidth: 500 },
    progress: { y: 1072, height: 8 },
  },
};
