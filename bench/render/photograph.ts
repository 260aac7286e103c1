import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Size } from '../../src/engines/film/resampler/size.ts';
import { seeded } from '../../test/engines/film/captions/samples.ts';

// As in photographs, the finer the fainter; details of three pixels are about what lens and sensor tell apart.
const finestPixels = 3;
const finerStrength = 0.86;
const jpegQuality = 95;

/** A still with the texture of a photograph: noise of all scales, many things with edges, a little grain. JPEG. */
export function drawPhotograph(size: Size, seed: number): Buffer {
  const random = seeded(seed);
  const canvas = drawTexture(size, random);
  const textures = Array.from({ length: 3 }, () => drawTexture(size, random));
  const context = canvas.getContext('2d');
  for (let thing = 0; thing < 60; thing++) {
    context.save();
    tracePolygon(context, size, random);
    context.clip();
    context.drawImage(textures[thing % textures.length] as Canvas, 0, 0);
    context.restore();
  }
  context.globalAlpha = 0.03;
  context.drawImage(drawNoise(size, random), 0, 0);
  return canvas.toBuffer('image/jpeg', jpegQuality);
}

/** Few are large, most are small. */
function tracePolygon(context: SKRSContext2D, { width, height }: Size, random: () => number): void {
  const [x, y] = [random() * width, height * (0.15 + 0.8 * random())];
  const reach = width * (0.02 + 0.3 * random() ** 3);
  context.beginPath();
  for (let corner = 0; corner < 11; corner++) {
    const [angle, radius] = [(corner / 11) * 2 * Math.PI, reach * (0.6 + 0.5 * random())];
    context.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
}

/** A ground of one colour with noise laid over it, from coarse to fine. */
function drawTexture({ width, height }: Size, random: () => number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = `hsl(${random() * 360} ${20 + 40 * random()}% ${25 + 45 * random()}%)`;
  context.fillRect(0, 0, width, height);
  context.save();
  context.imageSmoothingQuality = 'high';
  context.globalCompositeOperation = 'overlay';
  context.globalAlpha = 0.34;
  for (let pixels = width / 3; pixels >= finestPixels; pixels /= 2) {
    const coarse = { width: Math.ceil(width / pixels) + 1, height: Math.ceil(height / pixels) + 1 };
    context.drawImage(drawNoise(coarse, random), 0, 0, coarse.width * pixels, coarse.height * pixels);
    context.globalAlpha *= finerStrength;
  }
  context.restore();
  return canvas;
}

function drawNoise({ width, height }: Size, random: () => number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let at = 0; at < image.data.length; at += 4) {
    const grey = random() * 255;
    for (let channel = 0; channel < 3; channel++) image.data[at + channel] = grey * 0.8 + random() * 51;
    image.data[at + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
