import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { seededRandom } from '../random.ts';
import type { Surface } from './surface.ts';

const side = 256;
const tiles = new Map<number, Canvas>();

/** Fine specks of light and dark, as paper has them: the same in every picture. `strength` 0–1. */
export function paintGrain({ context, width, height }: Surface, strength: number): void {
  let tile = tiles.get(strength);
  if (!tile) {
    tile = createTile(strength);
    tiles.set(strength, tile);
  }
  context.save();
  context.fillStyle = context.createPattern(tile, 'repeat') ?? 'transparent';
  context.fillRect(0, 0, width, height);
  context.restore();
}

function createTile(strength: number): Canvas {
  const tile = createCanvas(side, side);
  const pen = tile.getContext('2d');
  const random = seededRandom('grain', side);
  for (let speck = 0; speck < 5200; speck++) {
    const dark = random() > 0.45;
    pen.fillStyle = `rgba(${dark ? '0,0,0' : '255,255,255'},${(strength * (0.04 + 0.14 * random() ** 2)).toFixed(3)})`;
    pen.fillRect(Math.floor(random() * side), Math.floor(random() * side), 1 + Math.round(random() * 1.4), 1);
  }
  // Fibres.
  for (let fibre = 0; fibre < 46; fibre++) {
    const [x, y] = [random() * side, random() * side];
    pen.strokeStyle = `rgba(${random() > 0.5 ? '0,0,0' : '255,255,255'},${(strength * 0.1).toFixed(3)})`;
    pen.lineWidth = 0.7;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.quadraticCurveTo(
      x + random.between(-9, 9),
      y + random.between(-9, 9),
      x + random.between(-14, 14),
      y + random.between(-14, 14),
    );
    pen.stroke();
  }
  return tile;
}

/** Large soft stains: a few random greys, made small and drawn large. */
export function paintMottle({ context, width, height, random }: Surface, colour: string, strength: number): void {
  const [columns, rows] = [9, Math.max(4, Math.round((9 * height) / width))];
  const small = createCanvas(columns, rows);
  const pen = small.getContext('2d');
  pen.fillStyle = colour;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      pen.globalAlpha = strength * random() ** 1.5;
      pen.fillRect(x, y, 1, 1);
    }
  }
  context.save();
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, -width * 0.1, -height * 0.1, width * 1.2, height * 1.2);
  context.restore();
}
