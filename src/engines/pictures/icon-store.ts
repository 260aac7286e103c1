import { closeSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import { Failure } from '../../contracts/failures.ts';
import { canvasFont, registerFonts } from '../text/fonts.ts';

const require = createRequire(import.meta.url);

/** The drawn icons of one thread, by their name in Fluent Emoji; a flag is named `flag:` and its emoji. */
export interface IconStore {
  has(name: string): boolean;
  /** The icon alone on a transparent square of `size` pixels. The canvas is kept: draw from it, never on it. */
  rasterize(name: string, size: number): Promise<Canvas>;
}

export const flagPrefix = 'flag:';

interface Place {
  start: number;
  length: number;
}

const keptIcons = 40;
// Every icon of the set has this view box.
const iconUnits = 32;

let store: IconStore | undefined;

/** Opens the set once a thread. Its JSON has 104 MB: parsed it costs 1.2 s and 280 MB, so only the places of the icons are kept. */
export function openIconStore(): IconStore {
  store ??= createIconStore(require.resolve('@iconify-json/fluent-emoji/icons.json'));
  return store;
}

function createIconStore(path: string): IconStore {
  const file = openSync(path, 'r');
  const places = findPlaces(file);
  if (places.size === 0) {
    closeSync(file);
    throw new Failure('ToolMissing', `no icons were found in ${path}: install the project's packages again`);
  }
  const kept = new Map<string, Canvas>();

  async function draw(name: string, size: number): Promise<Canvas> {
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
    const place = places.get(name);
    if (!place) throw new Failure('Internal', `there is no icon named '${name}'`);
    const line = Buffer.allocUnsafe(place.length);
    readSync(file, line, 0, place.length, place.start);
    const { body } = JSON.parse(`{${line.toString('utf8').trim().replace(/,$/, '')}}`) as { body: string };
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${iconUnits} ${iconUnits}">${body}</svg>`;
    context.drawImage(await loadImage(Buffer.from(svg)), 0, 0, size, size);
    return canvas;
  }

  return {
    has: (name) => name.startsWith(flagPrefix) || places.has(name),
    async rasterize(name, size) {
      const pixels = Math.max(8, Math.round(size));
      const key = `${name} ${pixels}`;
      const canvas = kept.get(key) ?? (await draw(name, pixels));
      kept.delete(key);
      kept.set(key, canvas);
      const oldest = kept.keys().next();
      if (kept.size > keptIcons && !oldest.done) kept.delete(oldest.value);
      return canvas;
    },
  };
}

/** Where each icon's `"body": …` line stands. The file has one property a line, indented by tabs. */
function findPlaces(file: number): Map<string, Place> {
  const places = new Map<string, Place>();
  const block = Buffer.allocUnsafe(4 << 20);
  let held = 0;
  let offset = 0;
  let name: string | undefined;
  for (;;) {
    const read = readSync(file, block, held, block.length - held, offset + held);
    if (read === 0) return places;
    const filled = held + read;
    let start = 0;
    for (let end = block.indexOf(10, start); end >= 0 && end < filled; end = block.indexOf(10, start)) {
      const indent = block.toString('latin1', start, Math.min(end, start + 80));
      const opened = /^\t\t"([^"]+)": \{/.exec(indent);
      if (opened) name = opened[1];
      else if (name && indent.startsWith('\t\t\t"body"'))
        places.set(name, { start: offset + start, length: end - start });
      else if (/^\t"(?!icons)/.test(indent) && places.size > 0) return places;
      start = end + 1;
    }
    block.copy(block, 0, start, filled);
    offset += start;
    held = filled - start;
  }
}
