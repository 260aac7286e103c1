import { loadImage } from '@napi-rs/canvas';
import { Failure } from '../../contracts/failures.ts';
import { contrast, parseColour, type Rgb, withOpacity } from '../text/colours.ts';
import type { Surface } from './paint/surface.ts';
import type { Design } from './thumbnail-designs.ts';
import type { Letters } from './treatments/treatment.ts';

/** Fills the picture with a given one, cropped to what the design shows of it. @throws Failure `InvalidInput` */
export async function paintBackground(
  { context, width, height }: Surface,
  background: Uint8Array,
  { zoom, across }: Design['view'],
): Promise<void> {
  const image = await loadImage(background).catch((cause: unknown) => {
    throw new Failure('InvalidInput', 'the background of the thumbnail is no picture that can be read', { cause });
  });
  const scale = Math.max(width / image.width, height / image.height) * zoom;
  const [wide, tall] = [image.width * scale, image.height * scale];
  context.save();
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, (width - wide) * across, (height - tall) / 2, wide, tall);
  context.restore();
}

/** Dims the side of the words so far that they can be read whatever the picture has there. */
export function paintVeil({ context, width, height }: Surface, letters: Letters, { words, shade }: Design): void {
  const { outline } = letters;
  const opacity = veilOpacity(letters);
  const margin = width * 0.02;
  const [edge, inner] = shade === 'left' ? [0, words.x + words.width + margin] : [width, words.x - margin];
  const end = inner + (inner - edge) * 0.5;
  const veil = context.createLinearGradient(edge, 0, end, 0);
  const plain = (inner - edge) / (end - edge);
  veil.addColorStop(0, withOpacity(outline, opacity));
  // It ends as softly as it begins: a straight fade shows where it starts.
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const left = 1 - part * part * (3 - 2 * part);
    veil.addColorStop(plain + part * (1 - plain), withOpacity(outline, opacity * left));
  }
  context.fillStyle = veil;
  context.fillRect(0, 0, width, height);
}

// What WCAG 2.2 asks of large letters; at their edge they have an outline of 4.5:1 besides.
const least = 3;

/** The least opacity of the outline's colour over which each fill stands out, on white and on black as on all between. */
export function veilOpacity({ fills, outline }: Pick<Letters, 'fills' | 'outline'>): number {
  const veil = parseColour(outline);
  const suffices = (opacity: number) =>
    [0, 255].every((ground) => {
      const seen = veil.map((value) => value * opacity + ground * (1 - opacity)) as unknown as Rgb;
      return fills.every((fill) => contrast(parseColour(fill), seen) >= least);
    });
  for (let percent = 40; percent < 100; percent += 2) if (suffices(percent / 100)) return percent / 100;
  return 1;
}
