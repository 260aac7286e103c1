import { z } from 'zod';

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'a colour is written as six hexadecimal digits in lower case: #ffd60a');
const share = z.number().min(0).max(1);

/** Name of a family that the program brings or finds in its fonts folder. Other scripts and emoji fall back by themselves. */
const fontFamily = z.string().min(1).max(80);

const plateSchema = z.strictObject({
  colour,
  opacity: share,
  /** Of its corners, as a share of the font size. */
  radius: z.number().min(0).max(2),
});

const letteringFields = {
  font: fontFamily,
  capitals: z.boolean(),
  colour,
  /** Visible width as a share of the font size; 0 for none. */
  outline: z.strictObject({ colour, width: z.number().min(0).max(0.3) }),
  /** Opacity of the shadow behind the letters. */
  shadow: share,
  /** A box behind the words. */
  plate: plateSchema.nullable(),
};

const captionLookSchema = z.strictObject({
  ...letteringFields,
  /** Font size in pixels of the frame, by format; longer lines are drawn smaller. */
  size: z.strictObject({
    short: z.number().min(20).max(200),
    square: z.number().min(20).max(200),
    long: z.number().min(20).max(200),
  }),
  /** Of the word being spoken; the same as `colour` for none. */
  highlight: colour,
  /** A box behind the word being spoken. */
  highlightPlate: plateSchema.nullable(),
  /** How much larger the word being spoken is drawn. */
  emphasis: z.number().min(1).max(1.3),
  entrance: z.enum(['none', 'pop', 'fade', 'rise']),
  /** Most words of one caption on a tall or square picture; `long` has two lines of 42 characters. */
  mostWords: z.number().int().min(1).max(8),
});

const wordsLookSchema = z.strictObject({
  ...letteringFields,
  /** Of the first line, and of numbers. */
  highlight: colour,
  entrance: z.enum(['none', 'pop', 'fade', 'rise', 'slide']),
  /** Numbers count up to their value as they come in. */
  countUp: z.boolean(),
});

const paletteSchema = z.strictObject({
  /** The ground from dark to light, at least two. */
  ground: z.array(colour).min(2).max(5),
  /** Strikes the eye against the ground. */
  accent: colour,
  /** Light things. */
  paper: colour,
  /** Dark things. */
  ink: colour,
});

const pictureLookSchema = z.strictObject({
  /** How generated pictures are drawn. */
  treatment: z.enum(['vivid', 'documentary', 'paper', 'night']),
  palettes: z.array(paletteSchema).min(2).max(12),
});

/** Seconds by format. */
const secondsByFormat = (most: number) =>
  z.strictObject({
    short: z.number().min(0).max(most),
    square: z.number().min(0).max(most),
    long: z.number().min(0).max(most),
  });

const transitionKind = z.enum(['cut', 'crossfade', 'slide', 'zoom']);

const motionLookSchema = z.strictObject({
  /** Growth a second of a zoom: 0.01–0.015 calm, 0.02–0.025 normal, 0.035–0.04 energetic. */
  zoomPerSecond: z.number().min(0).max(0.06),
  /** 0.12 is where a zoom begins to draw attention to itself. */
  mostZoom: z.number().min(0).max(0.3),
  /** Of a drift, as a share of the picture's width a second. */
  driftPerSecond: z.number().min(0).max(0.05),
});

/** How a film looks and sounds. Lives as JSON in `styles/`, or in a file of one's own. */
export const styleSchema = z.strictObject({
  /** For people. */
  title: z.string().min(1).max(60),
  description: z.string().max(300),
  captions: captionLookSchema,
  words: wordsLookSchema,
  pictures: pictureLookSchema,
  motion: motionLookSchema,
  /** Mean length of a shot in seconds. */
  shots: z.strictObject({
    short: z.number().min(1).max(20),
    square: z.number().min(1).max(20),
    long: z.number().min(1).max(20),
  }),
  transitions: z.strictObject({
    /** Between the shots of a scene: this kind, in this share of them; the others are cuts. */
    shots: z.strictObject({ kind: transitionKind, share, seconds: z.number().min(0.1).max(1.5) }),
    /** Between scenes, likewise. */
    scenes: z.strictObject({ kind: transitionKind, share, seconds: z.number().min(0.1).max(1.5) }),
    /** Into a scene that begins a chapter: always. */
    chapters: z.strictObject({ kind: transitionKind, seconds: z.number().min(0.1).max(1.5) }),
    /** A soft rush of air under transitions that move. */
    sound: z.boolean(),
  }),
  music: z.strictObject({
    mood: z.enum(['calm', 'energetic', 'happy', 'nostalgic', 'tender']),
    /** Loudness units under the voice while it speaks: 14 by default, 20 for accessibility. */
    underVoiceLu: z.number().min(6).max(30),
  }),
  /** A card before and after the film, with the film's title and its owner's name; 0 s for none. */
  cards: z.strictObject({ intro: secondsByFormat(6), outro: secondsByFormat(8) }),
  /** A line that grows with the film. */
  progress: z.strictObject({ colour, opacity: share }).nullable(),
});

export type Style = z.infer<typeof styleSchema>;
export type CaptionLook = Style['captions'];
export type WordsLook = Style['words'];
export type PictureLook = Style['pictures'];
export type PaletteColours = PictureLook['palettes'][number];
export type MusicLook = Style['music'];
