import { createRequire } from 'node:module';
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import { canvasFont, registerFonts } from '../../text/fonts.ts';
import { type IconFile, openIconFile } from './icon-file.ts';

const require = createRequire(import.meta.url);

/** Three drawings of the same icons: modelled in light, flat colours, and one colour in lines. */
const paths = {
  solid: () => require.resolve('@iconify-json/fluent-emoji/icons.json'),
  flat: () => require.resolve('@iconify-json/fluent-emoji-flat/icons.json'),
  lines: () => require.resolve('@iconify-json/fluent-emoji-high-contrast/icons.json'),
} as const;

export type IconDrawing = keyof typeof paths;

/** The drawn icons of one thread, by their name in Fluent Emoji; a flag is named `flag:` and its emoji. */
export interface IconSet {
  /**
   * The icon alone on a transparent square of `size` pixels; `effect` changes it, once. The canvas is kept: draw from it,
   * never on it.
   */
  rasterize(drawing: IconDrawing, name: string, size: number, effect?: IconEffect): Promise<Canvas>;
}

/** A change to an icon, named with all that it depends on. */
export interface IconEffect {
  name: string;
  apply(icon: Canvas): Canvas;
}

export const flagPrefix = 'flag:';

const mostKeptBytes = 16 << 20;
// Every icon of the sets has this view box.
const iconUnits = 32;

const files = new Map<IconDrawing, IconFile>();
const kept = new Map<string, Canvas>();
let keptBytes = 0;

/** The names that every drawing has. They are read from the smallest file. */
export function knownIcons(): ReadonlySet<string> {
  names ??= new Set(fileOf('lines').names());
  return names;
}

let names: Set<string> | undefined;

function fileOf(drawing: IconDrawing): IconFile {
  let file = files.get(drawing);
  if (!file) {
    file = openIconFile(paths[drawing]());
    files.set(drawing, file);
  }
  return file;
}

/** The sets of this thread. Each file is opened when one of its icons is first drawn. */
export function openIcons(): IconSet {
  return {
    async rasterize(drawing, name, size, effect) {
      const pixels = Math.max(8, Math.round(size));
      const key = `${drawing} ${name} ${pixels} ${effect?.name ?? ''}`;
      let canvas = kept.get(key);
      if (canvas) kept.delete(key);
      else {
        const icon = await draw(drawing, name, pixels);
        canvas = effect ? effect.apply(icon) : icon;
        keptBytes += bytesOf(canvas);
      }
      kept.set(key, canvas);
      for (const [oldest, old] of kept) {
        if (keptBytes <= mostKeptBytes || oldest === key) break;
        kept.delete(oldest);
        keptBytes -= bytesOf(old);
      }
      return canvas;
    },
  };
}

const bytesOf = ({ width, height }: Canvas) => width * height * 4;

async function draw(drawing: IconDrawing, name: string, size: number): Promise<Canvas> {
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  if (name.startsWith(flagPrefix)) {
    registerFonts();
    context.font = canvasFont('Noto Color Emoji', size * 0.8);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(name.slice(flagPrefix.length), size / 2, size * 0.54);
    return canvas;
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${iconUnits} ${iconUnits}">${fileOf(drawing).read(name)}</svg>`;
  context.drawImage(await loadImage(Buffer.from(svg)), 0, 0, size, size);
  return canvas;
}
