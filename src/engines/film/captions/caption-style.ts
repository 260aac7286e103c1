import type { Format } from '../../../contracts/formats.ts';
import type { FontFamily } from '../../text/fonts.ts';

/** How captions look on a frame; lengths in pixels of the frame. */
export interface CaptionStyle {
  font: FontFamily;
  /** Font size when the lines fit; longer ones are drawn smaller. */
  size: number;
  /** Capitals, and no commas or full stops: read at a glance. */
  energetic: boolean;
  /** Middle of the lines. */
  centre: { x: number; y: number };
  maxWidth: number;
  /** Distance of the lines' middles, as a share of the size. */
  lineHeight: number;
  /** Visible width of the outline, as a share of the size. */
  outline: number;
  colour: string;
  /** Of the word being spoken. */
  highlight: string;
  /** How much larger the spoken word is drawn. */
  emphasis: number;
}

const shared = { colour: '#ffffff', highlight: '#ffd60a', lineHeight: 1.08 } as const;
const energetic = { ...shared, font: 'Montserrat Black', energetic: true, outline: 0.09, emphasis: 1.06 } as const;

/**
 * White and yellow on a black outline stand at 21:1 and 15:1. On 1080×1920 the captions keep to what Shorts, Reels and
 * TikTok leave free of buttons and titles: x 65–910, y 270–1248.
 */
export const captionStyles: Record<Format, CaptionStyle> = {
  short: { ...energetic, size: 104, centre: { x: 540, y: 1100 }, maxWidth: 740 },
  square: { ...energetic, size: 92, centre: { x: 540, y: 850 }, maxWidth: 860 },
  long: {
    ...shared,
    font: 'Montserrat Bold',
    size: 56,
    energetic: false,
    outline: 0.08,
    emphasis: 1,
    lineHeight: 1.24,
    centre: { x: 960, y: 930 },
    maxWidth: 1500,
  },
};
