import { type Canvas, createCanvas } from '@napi-rs/canvas';
import type { IconEffect } from './icon-store.ts';

/**
 * Turns a modelled icon into a print: its shades become lines that swell with the dark, crossed by others where it is darkest,
 * on a light ground with an inked edge. `gap` in pixels.
 */
export function engraved(ink: string, paper: string, gap: number): IconEffect {
  return { name: `engraved ${ink} ${paper} ${gap.toFixed(1)}`, apply: (icon) => engrave(icon, ink, paper, gap) };
}

function engrave(icon: Canvas, ink: string, paper: string, gap: number): Canvas {
  const { width, height } = icon;
  const lines = createCanvas(width, height);
  const pen = lines.getContext('2d');
  pen.drawImage(icon, 0, 0);
  const image = pen.getImageData(0, 0, width, height);
  const { data } = image;
  const value = Number.parseInt(ink.slice(1), 16);
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255];
  const [stretch, shift] = contrastOf(data);
  const [sin, cos] = [Math.sin(0.32), Math.cos(0.32)];
  // Lines bend a little, as a hand's do.
  const bends = Float64Array.from({ length: width }, (_, x) => Math.sin((x / width) * 5.4) * gap * 0.9);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const alpha = data[at + 3] as number;
      if (alpha === 0) continue;
      const light =
        (0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number)) / 255;
      const dark = 1 - Math.min(1, Math.max(0, (light - shift) * stretch));
      let cover = coverOf((y * cos + x * sin + (bends[x] as number)) / gap, 0.1 + dark * 0.72, gap);
      if (dark > 0.55) cover = Math.max(cover, coverOf((y * cos - x * sin * 2.4) / gap, (dark - 0.55) * 1.5, gap));
      data[at] = red;
      data[at + 1] = green;
      data[at + 2] = blue;
      data[at + 3] = Math.round(alpha * cover);
    }
  }
  pen.putImageData(image, 0, 0);

  const print = createCanvas(width, height);
  const sheet = print.getContext('2d');
  const edge = Math.max(1, gap * 0.32);
  const inked = silhouette(icon, ink);
  for (let step = 0; step < 8; step++) {
    sheet.drawImage(inked, Math.cos((step * Math.PI) / 4) * edge, Math.sin((step * Math.PI) / 4) * edge);
  }
  sheet.drawImage(silhouette(icon, paper), 0, 0);
  sheet.drawImage(lines, 0, 0);
  return print;
}

/** How much of a pixel a line covers: `place` in gaps across the lines, `share` of the gap that is ink. */
function coverOf(place: number, share: number, gap: number): number {
  const away = Math.abs(place - Math.floor(place) - 0.5);
  return Math.min(1, Math.max(0, (share / 2 - away) * gap + 0.5));
}

/** Spreads the icon's own lights and darks over the whole range, so that a pale one is no blank. */
function contrastOf(data: Uint8ClampedArray): [stretch: number, shift: number] {
  const counts = new Uint32Array(64);
  let total = 0;
  for (let at = 0; at < data.length; at += 28) {
    if ((data[at + 3] as number) < 128) continue;
    const light = 0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
    (counts[Math.min(63, Math.floor(light / 4))] as number)++;
    total++;
  }
  const levelAt = (share: number) => {
    let seen = 0;
    for (const [level, count] of counts.entries()) {
      seen += count;
      if (seen >= total * share) return (level * 4 + 2) / 255;
    }
    return 1;
  };
  const [low, high] = [levelAt(0.04), levelAt(0.93)];
  return [1 / Math.max(0.35, high - low), Math.min(low, high - 0.2)];
}

/** The icon's shape in one colour. */
export function silhouette(icon: Canvas, colour: string): Canvas {
  const shape = createCanvas(icon.width, icon.height);
  const pen = shape.getContext('2d');
  pen.drawImage(icon, 0, 0);
  pen.globalCompositeOperation = 'source-in';
  pen.fillStyle = colour;
  pen.fillRect(0, 0, icon.width, icon.height);
  return shape;
}
