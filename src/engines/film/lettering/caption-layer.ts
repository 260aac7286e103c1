import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Format, framesPerSecond } from '../../../contracts/formats.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { CaptionLook } from '../../../contracts/style.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import { canvasFont, setLanguage } from '../../text/fonts.ts';
import { about, type LetterPiece, paintLetters } from '../../text/paint-letters.ts';
import type { Overlay } from '../resampler/resampler.ts';
import { type CaptionLayout, createCaptionLayouter, platePadding } from './caption-layout.ts';
import { createCaptionTrack } from './caption-track.ts';
import { applyPose, captionPose } from './entrance.ts';
import type { Layer } from './layer.ts';
import { paintPlate, paintPlates } from './plates.ts';
import { createScrimPainter, scrimMargin, scrimOf } from './scrim.ts';
import type { Extent, Sheet } from './sheet.ts';

/** Captions word by word, each state drawn once: the phrase, the word that is lit, and how it comes in. */
export function createCaptionLayer(
  sheet: Sheet,
  { look, cues }: { look: CaptionLook; cues: readonly Cue[] },
  format: Format,
  language: Language,
): Layer {
  setLanguage(sheet.context, language);
  const layOut = createCaptionLayouter(sheet.context, look, format, language);
  const captionAt = createCaptionTrack(cues, framesPerSecond);
  const needed = scrimOf(look);
  const dress = (context: SKRSContext2D, size: number) => {
    setLanguage(context, language);
    context.font = canvasFont(look.font, size);
  };
  const scrim = needed && createScrimPainter(needed, sheet.frame, dress);

  let current: Cue | undefined;
  let layout: CaptionLayout = { size: 0, metrics: { ascent: 0, descent: 0 }, lines: [] };
  let extent: Extent = { left: 0, top: 0, right: 0, bottom: 0 };
  let shown: { key: string; overlay: Overlay | undefined } | undefined;
  let drawn: { key: string; overlay: Overlay | undefined } | undefined;

  return (frame) => {
    const caption = captionAt(frame);
    if (!caption) {
      shown = drawn = undefined;
      return undefined;
    }
    const { cue, spoken, age } = caption;
    if (cue !== current) prepare(cue);
    const pose = captionPose(look.entrance, age);
    const key = `${cue.start} ${spoken} ${pose.scale} ${pose.opacity} ${pose.y}`;
    if (shown?.key !== key) {
      const drawnKey = `${cue.start} ${spoken} ${pose.scale}`;
      if (drawn?.key !== drawnKey) drawn = { key: drawnKey, overlay: draw(spoken, pose.scale) };
      shown = { key, overlay: drawn.overlay && applyPose(drawn.overlay, pose, layout.size, sheet.frame) };
    }
    return shown.overlay;
  };

  function prepare(cue: Cue): void {
    current = cue;
    layout = layOut(cue);
    extent = extentOf(layout, scrim ? scrimMargin(layout.size) : 0, look);
    scrim?.prepare([{ pieces: piecesOf(-1), size: layout.size }], extent);
  }

  function draw(spoken: number, scale: number): Overlay | undefined {
    if (layout.lines.length === 0) return undefined;
    const { size, metrics, lines } = layout;
    const [first, last] = [lines[0], lines.at(-1)] as [CaptionLayout['lines'][number], CaptionLayout['lines'][number]];
    const middle = { x: (first.left + first.right) / 2, y: (first.baseline + last.baseline) / 2 - size * 0.35 };
    return sheet.draw(extent, (context) =>
      about(context, middle.x, middle.y, scale, () => {
        dress(context, size);
        if (look.plate) {
          const boxes = lines.map(({ left, right, baseline }) => ({
            left: left - platePadding.x * size,
            right: right + platePadding.x * size,
            top: baseline - (metrics.ascent + platePadding.y) * size,
            bottom: baseline + (metrics.descent + platePadding.y) * size,
          }));
          paintPlates(context, boxes, look.plate, size);
        }
        scrim?.paint(context);
        const pieces = piecesOf(spoken);
        if (look.highlightPlate) {
          const padding = { x: 0.12 * size, y: 0.09 * size };
          for (const { x, y, width } of groupsOf(pieces.filter(({ bare }) => bare))) {
            paintPlate(context, look.highlightPlate, size, {
              left: x - padding.x,
              right: x + width + padding.x,
              top: y - metrics.ascent * size - padding.y,
              bottom: y + metrics.descent * size + padding.y,
            });
          }
        }
        paintLetters(context, pieces, { size, outline: look.outline, shadow: look.shadow });
      }),
    );
  }

  function piecesOf(spoken: number): LetterPiece[] {
    return layout.lines.flatMap(({ pieces, baseline }) =>
      pieces.map(({ word, text, direction, x, width }) => {
        const lit = word === spoken;
        return {
          text,
          direction,
          x,
          y: baseline,
          width,
          fill: lit ? look.highlight : look.colour,
          // A long word grows less, so that it stays clear of its neighbours.
          scale: lit ? Math.min(look.emphasis, 1 + (layout.size / Math.max(1, width)) * 0.15) : 1,
          bare: lit && look.highlightPlate !== null,
        };
      }),
    );
  }
}

/** Pieces that stand side by side on a line, as one. */
function groupsOf(pieces: readonly LetterPiece[]): { x: number; y: number; width: number }[] {
  const groups: { x: number; y: number; width: number }[] = [];
  for (const { x, y, width } of pieces) {
    const last = groups.at(-1);
    if (last?.y === y && Math.abs(last.x + last.width - x) < 1) last.width += width;
    else groups.push({ x, y, width });
  }
  return groups;
}

/** Everything that may be drawn of a caption, at its largest. */
function extentOf({ lines, size, metrics }: CaptionLayout, scrimReach: number, look: CaptionLook): Extent {
  const reach = Math.max((0.3 + look.outline.width) * size, scrimReach, look.plate ? (platePadding.x + 0.1) * size : 0);
  return {
    left: Math.min(...lines.map(({ left }) => left)) - reach,
    right: Math.max(...lines.map(({ right }) => right)) + reach,
    // Marks above and below letters, and emoji, reach further than the letters of the sample.
    top: Math.min(...lines.map(({ baseline }) => baseline)) - (Math.max(metrics.ascent, 1.05) * size + reach),
    bottom: Math.max(...lines.map(({ baseline }) => baseline)) + (Math.max(metrics.descent, 0.4) * size + reach),
  };
}
