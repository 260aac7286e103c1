/** Colours of one picture as CSS strings; `shade` and `tint` give more of the same hues. */
export interface Palette {
  /** From the darkest to the lightest of the background. */
  deep: string;
  mid: string;
  bright: string;
  glow: string;
  /** Stands out against all of the above: highlighted words, charts. */
  accent: string;
  /** Nearly black, with the family's hue: outlines and shadows. */
  ink: string;
  paper: string;
  /** A colour between `deep` (0) and `glow` (1), with opacity. */
  blend(amount: number, opacity?: number): string;
}

interface Colour {
  lightness: number;
  chroma: number;
  hue: number;
}

/**
 * Hues in degrees of OKLCH, from the depth of the picture to its light; the accent is far from the middle ones. `swing` says
 * which way the steps turn them: warm families towards red, for towards green they look muddy.
 */
const families = [
  { deep: 328, mid: 18, bright: 48, glow: 88, accent: 100, swing: -0.7 },
  { deep: 280, mid: 250, bright: 215, glow: 190, accent: 95, swing: 1 },
  { deep: 285, mid: 318, bright: 355, glow: 70, accent: 95, swing: 0.8 },
  { deep: 245, mid: 195, bright: 160, glow: 115, accent: 92, swing: 1 },
  { deep: 300, mid: 275, bright: 240, glow: 320, accent: 85, swing: 1 },
  { deep: 268, mid: 342, bright: 32, glow: 75, accent: 98, swing: -0.7 },
  { deep: 265, mid: 300, bright: 20, glow: 60, accent: 90, swing: 0.7 },
] as const;

/** Steps of a family: neighbouring scenes differ in lightness and hue, and still belong together. */
const steps = [
  { turn: 0, lightness: 0, chroma: 1 },
  { turn: -26, lightness: -0.13, chroma: 0.95 },
  { turn: 20, lightness: 0.06, chroma: 0.95 },
  { turn: 40, lightness: -0.07, chroma: 1.05 },
  { turn: -12, lightness: 0.1, chroma: 0.85 },
] as const;

/** The palette of a scene: the family follows from the film's seed, the step from the scene. */
export function paletteOf(seed: number, step: number): Palette {
  const family = families[positiveModulo(seed, families.length)] ?? families[0];
  const { turn, lightness, chroma } = steps[positiveModulo(step, steps.length)] ?? steps[0];
  const colour = (base: number, strength: number, hue: number, lift = 1): Colour => ({
    lightness: base + lightness * lift,
    chroma: strength * chroma,
    hue: hue + turn * family.swing,
  });
  const ramp = [
    colour(0.27, 0.11, family.deep, 0.5),
    colour(0.49, 0.17, family.mid),
    colour(0.7, 0.155, family.bright),
    colour(0.88, 0.1, family.glow, 0.5),
  ] as const;
  return {
    deep: css(ramp[0]),
    mid: css(ramp[1]),
    bright: css(ramp[2]),
    glow: css(ramp[3]),
    accent: css({ lightness: 0.87, chroma: 0.17, hue: family.accent }),
    ink: css({ lightness: 0.15, chroma: 0.04, hue: family.deep }),
    paper: css({ lightness: 0.985, chroma: 0.01, hue: family.glow }),
    blend(amount, opacity = 1) {
      const place = Math.min(2.999, Math.max(0, amount * 3));
      const from = ramp[Math.floor(place) as 0 | 1 | 2];
      const to = ramp[(Math.floor(place) + 1) as 1 | 2 | 3];
      return css(between(from, to, place % 1), opacity);
    },
  };
}

/** The same colour of a palette, more or less see-through. */
export function withOpacity(colour: string, opacity: number): string {
  return colour.replace(/,[^,]*\)$/, `,${opacity})`);
}

function between(from: Colour, to: Colour, amount: number): Colour {
  const way = ((((to.hue - from.hue) % 360) + 540) % 360) - 180;
  const mix = (a: number, b: number) => a + (b - a) * amount;
  return {
    lightness: mix(from.lightness, to.lightness),
    chroma: mix(from.chroma, to.chroma),
    hue: from.hue + way * amount,
  };
}

/** OKLCH to sRGB, clipped. Matrices: Björn Ottosson, "A perceptual color space for image processing", 2020. */
function css({ lightness, chroma, hue }: Colour, opacity = 1): string {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ].map((linear) => {
    const clipped = Math.min(1, Math.max(0, linear));
    return Math.round(255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055));
  });
  return `rgba(${channels.join(',')},${opacity})`;
}

function positiveModulo(value: number, size: number): number {
  return ((Math.trunc(value) % size) + size) % size;
}
