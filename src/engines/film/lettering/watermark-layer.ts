import { readFileSync } from 'node:fs';
import { Image } from '@napi-rs/canvas';
import { Failure } from '../../../contracts/failures.ts';
import type { Format } from '../../../contracts/formats.ts';
import { frameAreas } from '../../../contracts/frame-areas.ts';
import type { Language } from '../../../contracts/languages.ts';
import { hasRightToLeft } from '../../text/bidi.ts';
import { canvasFont, setLanguage } from '../../text/fonts.ts';
import { paintLetters } from '../../text/paint-letters.ts';
import { splitGraphemes } from '../../text/text-length.ts';
import type { Layer } from './layer.ts';
import type { Sheet } from './sheet.ts';

export type Watermark = { kind: 'text'; text: string } | { kind: 'picture'; path: string };

const font = 'Inter Medium';
const opacity = { text: 0.78, picture: 0.85 };

/** The channel's name or sign, the same on every frame. @throws Failure `InvalidInput` for a picture that cannot be read */
export function createWatermarkLayer(sheet: Sheet, watermark: Watermark, format: Format, language: Language): Layer {
  const overlay = watermark.kind === 'text' ? drawText(watermark.text) : drawPicture(readPicture(watermark.path));
  return () => overlay;

  function place(width: number) {
    const { x, y, align, height } = frameAreas[format].watermark;
    const left = align === 'center' ? x - width / 2 : x - width;
    return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
  }

  function drawText(text: string) {
    const { context } = sheet;
    const { height: size, maxWidth } = frameAreas[format].watermark;
    setLanguage(context, language);
    context.font = canvasFont(font, size);
    const shown = shorten(
      text.replace(/[\s\p{Cc}]+/gu, ' ').trim(),
      (part) => context.measureText(part).width,
      maxWidth,
    );
    const { width } = context.measureText(shown);
    const { left, right, top, bottom } = place(width);
    const direction = hasRightToLeft(shown) ? ('rtl' as const) : ('ltr' as const);
    return sheet.draw({ left: left - size, right: right + size, top: top - size, bottom: bottom + size }, (target) => {
      target.globalAlpha = opacity.text;
      const piece = { text: shown, x: left, y: bottom - size * 0.14, width, fill: '#ffffff', direction };
      paintLetters(target, [piece], { size, outline: { colour: '#000000', width: 0.06 }, shadow: 0.5 });
    });
  }

  function drawPicture(picture: Image) {
    const { height, maxWidth } = frameAreas[format].watermark;
    const scale = Math.min(height / picture.height, maxWidth / picture.width);
    const extent = place(picture.width * scale);
    return sheet.draw(extent, (context) => {
      context.globalAlpha = opacity.picture;
      const drawn = { width: picture.width * scale, height: picture.height * scale };
      const y = (extent.top + extent.bottom - drawn.height) / 2;
      context.drawImage(picture, extent.left, y, drawn.width, drawn.height);
    });
  }
}

function shorten(text: string, widthOf: (text: string) => number, most: number): string {
  if (widthOf(text) <= most) return text;
  const letters = splitGraphemes(text);
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > most) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function readPicture(path: string): Image {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new Failure('InvalidInput', `the watermark ${path} cannot be read: name a picture that is there`, { cause });
  }
  const picture = new Image();
  picture.src = bytes;
  // Decoded at once; what is no picture has no size.
  if (!(picture.width > 0 && picture.height > 0)) {
    throw new Failure('InvalidInput', `the watermark ${path} is no picture: use a PNG, JPEG, WebP or SVG file`);
  }
  return picture;
}
