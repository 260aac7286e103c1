import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../../../contracts/languages.ts';
import type { WordsLook } from '../../../contracts/style.ts';
import { withOpacity } from '../../text/colours.ts';
import { canvasFont, setLanguage } from '../../text/fonts.ts';
import { about, type LetterPiece, paintLetters } from '../../text/paint-letters.ts';
import type { Overlay } from '../resampler/resampler.ts';
import { blockPadding, createBlockLayouter, type PlacedBlock, type WordsBlock } from './block-layout.ts';
import { paintPlates } from './plates.ts';
import { createScrimPainter, scrimMargin, scrimOf } from './scrim.ts';
import type { Extent, Sheet } from './sheet.ts';

export interface BlockPainter {
  place(block: WordsBlock): PlacedBlock;
  /**
   * @param scale of the whole block about its middle
   * @param first other text for the first line, as a number has while it counts up
   */
  draw(block: PlacedBlock, scale: number, first?: string): Overlay | undefined;
}

/** Draws on-screen words as a style has them, on a scrim where neither outline nor plate makes them stand out. */
export function createBlockPainter(sheet: Sheet, look: WordsLook, language: Language): BlockPainter {
  const { context, frame } = sheet;
  const { place, ascent, descent } = createBlockLayouter(context, look, language);
  const dress = (target: SKRSContext2D, size: number) => {
    setLanguage(target, language);
    target.font = canvasFont(look.font, size);
  };
  const needed = scrimOf(look);
  const scrim = needed && createScrimPainter(needed, frame, dress);
  let scrimOfBlock: PlacedBlock | undefined;

  function draw(block: PlacedBlock, scale: number, first?: string): Overlay | undefined {
    const { parts, rule } = block;
    const extent = extentOf(block);
    if (scrim && scrimOfBlock !== block) {
      scrimOfBlock = block;
      scrim.prepare(parts, extent);
    }
    const middle = { x: (extent.left + extent.right) / 2, y: (extent.top + extent.bottom) / 2 };
    return sheet.draw(scaled(extent, Math.max(1, scale)), (target) =>
      about(target, middle.x, middle.y, scale, () => {
        if (look.plate) {
          const boxes = parts.flatMap(({ pieces, size }) => pieces.map((piece) => plateOf(piece, size)));
          paintPlates(target, boxes, look.plate, Math.max(...parts.map(({ size }) => size)));
        }
        scrim?.paint(target);
        if (rule) paintRule(target, rule);
        for (const [part, { pieces, size }] of parts.entries()) {
          dress(target, size);
          const written = pieces.map((piece, line) => (part === 0 && line === 0 ? withText(piece, first) : piece));
          paintLetters(target, written, { size, outline: outlineAt(size), shadow: look.shadow });
        }
      }),
    );
  }

  /** Of very large letters, an outline in proportion would fill them. */
  function outlineAt(size: number): WordsLook['outline'] {
    return { ...look.outline, width: look.outline.width * Math.min(1, (120 / size) ** 0.5) };
  }

  /** The middle of the line stays where it is. */
  function withText(piece: LetterPiece, text: string | undefined): LetterPiece {
    if (text === undefined || text === piece.text) return piece;
    const { width } = context.measureText(text);
    return { ...piece, text, width, x: piece.x + (piece.width - width) / 2 };
  }

  function plateOf({ x, y, width }: LetterPiece, size: number): Extent {
    return {
      left: x - blockPadding.x * size,
      right: x + width + blockPadding.x * size,
      top: y - (ascent + blockPadding.y) * size,
      bottom: y + (descent + blockPadding.y) * size,
    };
  }

  function paintRule(target: SKRSContext2D, { left, top, right, bottom }: Extent): void {
    const radius = Math.min(right - left, bottom - top) / 2;
    target.save();
    target.fillStyle = look.highlight;
    target.shadowColor = withOpacity(look.outline.colour, Math.max(look.shadow, 0.35));
    target.shadowBlur = radius * 2;
    target.beginPath();
    target.roundRect(left, top, right - left, bottom - top, radius);
    target.fill();
    target.restore();
  }

  /** Everything that may be drawn of a block: outlines, shadows, plates and scrims reach beyond its letters. */
  function extentOf({ parts, rule }: PlacedBlock): Extent {
    const letters = parts.flatMap(({ size, pieces, top, bottom }) => {
      const share = Math.max(0.35 + look.outline.width, look.plate ? blockPadding.x + 0.1 : 0);
      const reach = Math.max(share * size, scrim ? scrimMargin(size) : 0);
      return pieces.map(({ x, width }) => ({
        left: x - reach,
        right: x + width + reach,
        top: top - reach,
        bottom: bottom + reach,
      }));
    });
    const glow = 12;
    const all = rule
      ? [
          ...letters,
          { left: rule.left - glow, right: rule.right + glow, top: rule.top - glow, bottom: rule.bottom + glow },
        ]
      : letters;
    return {
      left: Math.min(...all.map(({ left }) => left)),
      right: Math.max(...all.map(({ right }) => right)),
      top: Math.min(...all.map(({ top }) => top)),
      bottom: Math.max(...all.map(({ bottom }) => bottom)),
    };
  }

  return { place, draw };
}

/** An extent that leaves room for what is drawn larger for a moment. */
function scaled({ left, right, top, bottom }: Extent, scale: number): Extent {
  const [x, y] = [((right - left) * (scale - 1)) / 2, ((bottom - top) * (scale - 1)) / 2];
  return { left: left - x, right: right + x, top: top - y, bottom: bottom + y };
}
