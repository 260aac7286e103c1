import type { Format } from '../../../contracts/formats.ts';
import { frameAreas } from '../../../contracts/frame-areas.ts';
import { type Language, languages } from '../../../contracts/languages.ts';
import type { WordsLook } from '../../../contracts/style.ts';
import type { OnScreenText } from '../../../contracts/timeline.ts';
import type { Overlay } from '../resampler/resampler.ts';
import type { PlacedBlock, WordsBlock } from './block-layout.ts';
import { createBlockPainter } from './block-painter.ts';
import { figureAt, parseFigure, splitCallout } from './callout.ts';
import { applyPose, type Pose, wordsPose } from './entrance.ts';
import type { Layer } from './layer.ts';
import type { Sheet } from './sheet.ts';

/** Font sizes at most, in pixels of the frame. */
const sizes: Readonly<Record<Format, Record<OnScreenText['role'] | 'beside', number>>> = {
  short: { title: 118, callout: 230, chapter: 66, beside: 80 },
  square: { title: 104, callout: 180, chapter: 58, beside: 66 },
  long: { title: 112, callout: 190, chapter: 62, beside: 70 },
};

const countFrames = 12;

/** On-screen words: one text at a time, the one that came last. They fade out over their last frames. */
export function createWordsLayer(
  sheet: Sheet,
  { look, texts }: { look: WordsLook; texts: readonly OnScreenText[] },
  format: Format,
  language: Language,
): Layer {
  const shown = oneAtATime(texts);
  const painter = createBlockPainter(sheet, look, language);
  let index = 0;
  let placed: { text: OnScreenText; block: PlacedBlock } | undefined;
  let last: { key: string; base: string; drawn: Overlay | undefined; overlay: Overlay | undefined } | undefined;

  return (frame) => {
    while (index < shown.length && (shown[index] as OnScreenText).to <= frame) index++;
    const text = shown[index];
    if (!text || text.from > frame) return undefined;
    if (placed?.text !== text) placed = { text, block: painter.place(blockOf(text, look, format, language)) };
    const age = frame - text.from;
    const pose = wordsPose(look.entrance, age, text.to - frame);
    const first = text.role === 'callout' ? counted(text.text, age) : undefined;
    const base = `${text.from} ${pose.scale} ${first}`;
    const key = `${base} ${pose.opacity} ${pose.x} ${pose.y}`;
    if (last?.key !== key) {
      const drawn = last?.base === base ? last.drawn : painter.draw(placed.block, pose.scale, first);
      const size = Math.max(...placed.block.parts.map((part) => part.size));
      last = { key, base, drawn, overlay: drawn && applyPose(drawn, inReadingDirection(pose), size, sheet.frame) };
    }
    return last.overlay;
  };

  /** The call-out's number on its way up; undefined when it stands. */
  function counted(text: string, age: number): string | undefined {
    if (!look.countUp || age >= countFrames) return undefined;
    const figure = parseFigure(splitCallout(text).number, language);
    return figure && figureAt(figure, 1 - (1 - age / countFrames) ** 3);
  }

  function inReadingDirection(pose: Pose): Pose {
    return languages[language].direction === 'rtl' ? { ...pose, x: -pose.x } : pose;
  }
}

function blockOf({ role, text }: OnScreenText, look: WordsLook, format: Format, language: Language): WordsBlock {
  const box = frameAreas[format].words;
  const most = sizes[format];
  const { colour, highlight } = look;
  if (role === 'chapter') {
    const part = { text, most: most.chapter, mostLines: 2, fills: [colour] as [string] };
    return format === 'long'
      ? { box, align: 'start', parts: [part], rule: 'beside' }
      : { box, align: 'center', parts: [part], rule: 'below' };
  }
  if (role === 'title') {
    return { box, align: 'center', parts: [{ text, most: most.title, mostLines: 3, fills: [highlight, colour] }] };
  }
  const { before, number, after } = splitCallout(text);
  const parts = [{ text: number, most: most.callout, mostLines: 1, fills: [highlight] as [string] }];
  const words = [before, after].filter(Boolean).join('unspaced' in languages[language] ? '' : ' ');
  if (words) parts.push({ text: words, most: most.beside, mostLines: 2, fills: [colour] });
  return { box, align: 'center', parts };
}

/** Texts in order; one that begins while another is shown takes its place. */
function oneAtATime(texts: readonly OnScreenText[]): OnScreenText[] {
  const ordered = texts.filter(({ text, from, to }) => to > from && text.trim() !== '').sort((a, b) => a.from - b.from);
  return ordered.flatMap((text, index) => {
    const to = Math.min(text.to, ordered[index + 1]?.from ?? text.to);
    return to > text.from ? [{ ...text, to }] : [];
  });
}
