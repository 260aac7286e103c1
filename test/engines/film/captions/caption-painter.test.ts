import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../../src/contracts/timeline.ts';
import { createCaptionPainter } from '../../../../src/engines/film/captions/caption-painter.ts';
import { createCaptionTrack } from '../../../../src/engines/film/captions/caption-state.ts';
import { visualOrder } from '../../../../src/engines/film/captions/visual-order.ts';

const caption = (...lines: string[]): Cue => {
  const words = lines
    .join(' ')
    .split(' ')
    .map((text, index) => ({ text, start: index, end: index + 1 }));
  return { start: 0, end: words.length, lines, words };
};

const paintShort = createCaptionPainter('short');

function paint(cue: Cue, spoken = 0, paintOn = paintShort) {
  const overlay = paintOn({ key: '', cue, spoken, scale: 1 });
  if (!overlay) throw new Error('nothing was drawn');
  return overlay;
}

/** Columns from the frame's left edge between which anything is drawn that stands out. */
function extent(overlay: ReturnType<typeof paint>): { left: number; right: number } {
  const columns: number[] = [];
  for (const [pixel, keep] of overlay.lumaKeep.entries()) if (keep < 64) columns.push(pixel % overlay.width);
  return {
    left: overlay.x + columns.reduce((least, column) => Math.min(least, column)),
    right: overlay.x + columns.reduce((most, column) => Math.max(most, column)),
  };
}

describe('a painted caption', () => {
  it.each([
    ['two words', ['three hearts']],
    ['two long lines', ['extraordinarily', 'complicated things']],
    ['one very long word', ['Donaudampfschifffahrtsgesellschaftskapitän']],
    ['Arabic', ['مرحبا بالعالم']],
    ['an emoji', ['octopus 🐙']],
  ])('stays where no button of the player covers it: %s', (_, lines) => {
    const overlay = paint(caption(...lines));
    const { left, right } = extent(overlay);
    // 1080×1920: x 65–910 and y 270–1248 are free on Shorts, Reels and TikTok. Outlines may reach a little further.
    expect(left).toBeGreaterThanOrEqual(140);
    expect(right).toBeLessThanOrEqual(930);
    expect(overlay.y).toBeGreaterThanOrEqual(270);
    expect(overlay.y + overlay.height).toBeLessThanOrEqual(1290);
  });

  it('lights the spoken word in yellow and no other', () => {
    const cue = caption('aa bb');
    // Yellow has little blue: its U lies far below 128, whatever it is drawn over.
    const yellowCentre = (spoken: number) => {
      const { chromaU, chromaKeep, width, x } = paint(cue, spoken);
      const columns = [...chromaU.keys()].filter((at) => chromaKeep[at] === 0 && (chromaU[at] as number) < 60);
      return x + (2 * columns.reduce((sum, at) => sum + (at % (width / 2)), 0)) / columns.length;
    };
    expect(yellowCentre(0)).toBeLessThan(540);
    expect(yellowCentre(1)).toBeGreaterThan(540);
  });

  it('is only as opaque as its letters: most of its box leaves the picture as it is', () => {
    const { lumaKeep, luma } = paint(caption('a'));
    const untouched = [...lumaKeep.keys()].filter((at) => lumaKeep[at] === 255);
    expect(untouched.length).toBeGreaterThan(lumaKeep.length / 4);
    expect(untouched.every((at) => luma[at] === 0)).toBe(true);
  });

  it('is nothing when a caption has only a dash', () => {
    expect(paintShort({ key: '', cue: caption('—'), spoken: 0, scale: 1 })).toBeUndefined();
  });

  it.each(['square', 'long'] as const)('lies in the lower third of a %s picture', (format) => {
    const overlay = paint(caption('three hearts', 'and nine brains'), 0, createCaptionPainter(format));
    expect(overlay.y).toBeGreaterThan(1080 * 0.6);
    expect(overlay.y + overlay.height).toBeLessThanOrEqual(1080);
  });
});

describe('the words of a line', () => {
  const order = (line: string) => visualOrder(line.split(' ').map((text) => ({ text }))).map(({ text }) => text);

  it('stand from right to left in Arabic, English among them as it is read', () => {
    expect(order('مرحبا big world كله')).toEqual(['كله', 'big', 'world', 'مرحبا']);
  });

  it('stand from left to right in English, Arabic among them as it is read', () => {
    expect(order('say مرحبا كله now')).toEqual(['say', 'كله', 'مرحبا', 'now']);
  });
});

describe('the caption at a frame', () => {
  const cues = [{ ...caption('one ?', 'two'), start: 1, end: 3 }];
  cues[0]?.words.forEach((word, index) => {
    word.start = [1, 1.5, 2][index] as number;
  });

  it('begins and ends with its cue', () => {
    const captionAt = createCaptionTrack(cues);
    expect([29, 30, 89, 90].map((frame) => captionAt(frame) !== undefined)).toEqual([false, true, true, false]);
  });

  it('lights each word from when it is spoken, never a lone punctuation mark', () => {
    const captionAt = createCaptionTrack(cues);
    expect([30, 44, 50, 60].map((frame) => captionAt(frame)?.spoken)).toEqual([0, 0, 0, 2]);
  });

  it('settles after three frames and is then drawn once a word', () => {
    const captionAt = createCaptionTrack(cues);
    const keys = Array.from({ length: 60 }, (_, index) => captionAt(30 + index)?.key);
    expect(new Set(keys).size).toBe(5);
  });
});
