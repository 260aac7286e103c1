import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { canvasFont, registerFonts } from './fonts.ts';

const size = 24;
// A code point that Unicode has left unassigned: whatever is drawn for it stands for "no glyph".
const unassigned = '\u0378';

const drawable = new Map<string, boolean>();
let context: SKRSContext2D | undefined;
let noGlyph: string | undefined;

/**
 * The characters of a text that no font can draw, each once, in the order they come. Bundled are Latin, Arabic, Hebrew,
 * Devanagari, Thai and emoji; other scripts depend on the fonts folder and the system. Marks, joiners and white space are
 * taken as drawable: they are part of the character before them.
 */
export function missingGlyphs(text: string): string[] {
  const characters = new Set(text.normalize('NFC'));
  return [...characters].filter((character) => !/[\p{M}\p{Z}\p{Cc}\p{Cf}]/u.test(character) && !canDraw(character));
}

function canDraw(character: string): boolean {
  let answer = drawable.get(character);
  if (answer === undefined) {
    noGlyph ??= fingerprint(unassigned);
    answer = fingerprint(character) !== noGlyph;
    drawable.set(character, answer);
  }
  return answer;
}

function fingerprint(character: string): string {
  if (!context) {
    registerFonts();
    context = createCanvas(size * 2, size * 2).getContext('2d');
    context.font = canvasFont('Montserrat Black', size);
    context.textBaseline = 'middle';
  }
  context.clearRect(0, 0, size * 2, size * 2);
  context.fillText(character, 4, size);
  return Buffer.from(context.getImageData(0, 0, size * 2, size * 2).data).toString('base64');
}
