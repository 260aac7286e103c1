import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../../../../src/contracts/formats.ts';
import type { Language } from '../../../../src/contracts/languages.ts';
import { createLettering } from '../../../../src/engines/film/lettering/scene-lettering.ts';
import type { Overlay } from '../../../../src/engines/film/resampler/resampler.ts';
import { registerFontFolder } from '../../../../src/engines/text/fonts.ts';
import { testTools } from '../../../support/tools.ts';
import { captioned, extentOf, overlaysAt, readStyle, styleNames } from './samples.ts';

beforeAll(() => registerFontFolder(join(testTools().models, '../fonts')));

/** The caption in the middle of the first words, when it has come in. */
function captionOf(...scene: Parameters<typeof captioned>): Overlay {
  const [overlay] = createLettering(scene[1]?.format ?? 'short', captioned(...scene))(6);
  if (!overlay) throw new Error('no caption was drawn');
  return overlay;
}

const texts: [Language, string][] = [
  ['en', 'Extraordinarily complicated things happen.'],
  ['de', 'Donaudampfschifffahrtsgesellschaftskapitän'],
  ['fr', 'Pourquoi le ciel est-il bleu ?'],
  ['ar', 'مرحبا بالعالم يا iPhone 15'],
  ['he', 'שלום לכולם (Hello)'],
  ['hi', 'क्षत्रिय ज्ञान प्रौद्योगिकी'],
  ['th', 'ที่ปรึกษาน้ำผู้ใหญ่'],
  ['zh', '章鱼有三颗心脏、九个大脑'],
  ['ja', 'タコには心臓が三つあります'],
  ['ko', '문어는 심장이 세 개입니다'],
  ['en', '🐙🐙 👩‍🚀'],
  ['en', 'x'.repeat(200)],
  ['ar', 'ال'.repeat(100)],
];

describe('a caption', () => {
  it.each(styleNames)('stays where no button of the player covers it, in every language: %s', (name) => {
    const style = readStyle(name);
    for (const [language, text] of texts) {
      const { left, right, top, bottom } = extentOf(captionOf(text, { style, language }));
      // 1080×1920: x 65–910 and y 270–1248 are free on Shorts, Reels and TikTok. Outlines may reach a little further.
      expect(left, text).toBeGreaterThanOrEqual(140);
      expect(right, text).toBeLessThanOrEqual(940);
      expect(top, text).toBeGreaterThanOrEqual(700);
      expect(bottom, text).toBeLessThanOrEqual(1248);
    }
  });

  it.each(['square', 'long'] as const)('lies in the lower third of a %s picture, cropped to even pixels', (format) => {
    for (const name of ['vivid', 'paper'] as const) {
      for (const [language, text] of texts) {
        const { x, y, width, height } = captionOf(text, { style: readStyle(name), format, language });
        for (const value of [x, y, width, height]) expect(value % 2).toBe(0);
        expect(y).toBeGreaterThan(1080 * 0.55);
        expect(y + height).toBeLessThanOrEqual(1080);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(formats[format].width);
      }
    }
  });

  it('shows a word of 200 letters whole and large enough to be read', () => {
    const vivid = readStyle('vivid');
    const look = { ...vivid.captions, capitals: false, highlight: '#ffffff', shadow: 0 };
    const { luma, width, height } = captionOf('l'.repeat(200), { style: { ...vivid, captions: look } });
    // Each l is a white stroke by itself: they are counted in the middle of each line.
    const strokesOf = (y: number) => {
      const row = luma.subarray(y * width, (y + 1) * width);
      return row.filter((value, x) => value > 150 && (row[x - 1] ?? 0) <= 150).length;
    };
    const strokes = Array.from({ length: height }, (_, y) => strokesOf(y));
    const lines: { rows: number; letters: number }[] = [];
    for (const [y, count] of strokes.entries()) {
      const last = lines.at(-1);
      if (count > 0 && (strokes[y - 1] ?? 0) === 0) lines.push({ rows: 1, letters: count });
      else if (count > 0 && last) Object.assign(last, { rows: last.rows + 1, letters: Math.max(last.letters, count) });
    }
    expect(lines.reduce((sum, { letters }) => sum + letters, 0)).toBe(200);
    for (const { rows } of lines) expect(rows).toBeGreaterThan(24);
  });

  it('lights the spoken word and no other', () => {
    const lettering = captioned('aaa bbb.');
    const at = createLettering('short', lettering);
    expect(yellowAt(at(5))).toBeLessThan(540);
    expect(yellowAt(at(12))).toBeGreaterThan(540);
  });

  it('lights words of a line from right to left in their order', () => {
    const at = createLettering('short', captioned('مرحبا بكم', { language: 'ar' }));
    expect(yellowAt(at(6))).toBeGreaterThan(540);
    expect(yellowAt(at(14))).toBeLessThan(540);
  });

  it('is nothing when it has only a dash, or nothing that shows', () => {
    expect(overlaysAt('short', captioned('—'), 1)).toEqual([]);
    expect(overlaysAt('short', captioned('\u202e\u0000'), 1)).toEqual([]);
  });

  it('is not turned round by overrides of direction', () => {
    const plain = captionOf('abc def');
    expect(captionOf('a\u202ebc d\u2067ef')).toEqual(plain);
  });
});

/** Where the yellow is: it has little blue, so that its U lies far below 128, whatever it is drawn over. */
function yellowAt(overlays: readonly Overlay[]): number {
  const [{ chromaU, chromaKeep, width, x }] = overlays as [Overlay];
  const samples = [...chromaU.keys()].filter((at) => chromaKeep[at] === 0 && (chromaU[at] as number) < 60);
  return x + (2 * samples.reduce((sum, at) => sum + (at % (width / 2)), 0)) / samples.length;
}

describe('captions over time', () => {
  const text = 'Three hearts beat. Then nothing.';
  const lettering = captioned(text);
  const [first, second] = lettering.captions?.cues ?? [];

  it('begin and end with their cues', () => {
    const at = createLettering('short', {
      ...lettering,
      captions: lettering.captions && { ...lettering.captions, cues: [{ ...first, start: 1, end: 2 } as never] },
    });
    expect([29, 30, 59, 60].map((frame) => at(frame).length)).toEqual([0, 1, 1, 0]);
  });

  it('are the same object for as long as they look the same', () => {
    const at = createLettering('short', lettering);
    const seen = Array.from({ length: Math.floor((first?.end ?? 0) * 30) }, (_, frame) => at(frame)[0]);
    const words = first?.lines.flat().length ?? 0;
    // Three steps of its entrance, then one for each word.
    expect(new Set(seen).size).toBe(3 + words);
    expect(second).toBeDefined();
  });

  it('look the same on a frame whether or not those before it were asked for', () => {
    const frame = Math.ceil((second?.start ?? 0) * 30) + 1;
    expect(createLettering('short', lettering)(frame)).toEqual(overlaysAt('short', lettering, frame));
  });

  it('cost little for each look, and nothing is kept', async () => {
    const long = captioned(`${text} `.repeat(40), { style: readStyle('night') });
    const at = createLettering('short', long);
    let looks = 0;
    let last: Overlay | undefined;
    const before = process.cpuUsage();
    const memory = process.memoryUsage().rss;
    for (let frame = 0; frame < 600; frame++) {
      const [overlay] = at(frame);
      if (overlay !== last) looks++;
      last = overlay;
      // What the canvas allots is let go when the event loop turns, as it does between frames that are encoded.
      if (frame % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const { user, system } = process.cpuUsage(before);
    expect(looks).toBeGreaterThan(70);
    // About 8 ms each; the limit leaves room for a slower core.
    expect((user + system) / 1000 / looks).toBeLessThan(30);
    expect(process.memoryUsage().rss - memory).toBeLessThan(150e6);
  });
});
