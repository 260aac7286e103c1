import type { Format } from '../../../contracts/formats.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { WordsLook } from '../../../contracts/style.ts';
import type { Overlay } from '../resampler/resampler.ts';
import type { WordsPart } from './block-layout.ts';
import { createBlockPainter } from './block-painter.ts';
import { applyPose, wordsPose } from './entrance.ts';
import type { Layer } from './layer.ts';
import type { Box } from './overlay.ts';
import type { Sheet } from './sheet.ts';

export interface CardWords {
  title: string;
  subtitle?: string;
}

/** The middle of the frame; on a tall one, what Shorts, Reels and TikTok leave free. */
const boxes: Readonly<Record<Format, { box: Box; title: number; subtitle: number }>> = {
  short: { box: { x: 170, y: 470, width: 740, height: 760 }, title: 124, subtitle: 56 },
  square: { box: { x: 120, y: 220, width: 840, height: 640 }, title: 116, subtitle: 50 },
  long: { box: { x: 260, y: 220, width: 1400, height: 640 }, title: 138, subtitle: 56 },
};

/** A title in the middle of the frame with a smaller line below, for as long as it is asked. */
export function createCardLayer(
  sheet: Sheet,
  { look, card }: { look: WordsLook; card: CardWords },
  format: Format,
  language: Language,
): Layer {
  const painter = createBlockPainter(sheet, look, language);
  const { box, title, subtitle } = boxes[format];
  const parts: WordsPart[] = [{ text: card.title, most: title, mostLines: 4, fills: [look.colour] }];
  if (card.subtitle?.trim()) {
    parts.push({ text: card.subtitle, most: subtitle, mostLines: 2, fills: [look.colour] });
  }
  const block = painter.place({ box, align: 'center', parts, rule: 'below' });
  const size = block.parts[0]?.size ?? title;
  let last: { key: string; scale: number; drawn: Overlay | undefined; overlay: Overlay | undefined } | undefined;

  return (frame) => {
    const pose = wordsPose(look.entrance, frame, Number.POSITIVE_INFINITY);
    const key = `${pose.scale} ${pose.opacity} ${pose.x} ${pose.y}`;
    if (last?.key !== key) {
      const drawn = last?.scale === pose.scale ? last.drawn : painter.draw(block, pose.scale);
      last = { key, scale: pose.scale, drawn, overlay: drawn && applyPose(drawn, pose, size, sheet.frame) };
    }
    return last.overlay;
  };
}
