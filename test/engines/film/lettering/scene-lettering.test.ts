import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Format, formats } from '../../../../src/contracts/formats.ts';
import { frameAreas } from '../../../../src/contracts/frame-areas.ts';
import type { OnScreenText } from '../../../../src/contracts/timeline.ts';
import { createLettering, type SceneLettering } from '../../../../src/engines/film/lettering/scene-lettering.ts';
import type { Overlay } from '../../../../src/engines/film/resampler/resampler.ts';
import { captioned, extentOf, overlaysAt, readStyle, styleNames } from './samples.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lettering-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const vivid = readStyle('vivid');
const nothing: SceneLettering = {
  captions: undefined,
  words: { look: vivid.words, texts: [] },
  language: 'en',
};
const withWords = (texts: OnScreenText[], style = vivid): SceneLettering => ({
  ...nothing,
  words: { look: style.words, texts },
});
const title = (text: string, from = 0, to = 90): OnScreenText => ({ role: 'title', text, from, to });

describe('the lettering of a scene', () => {
  it('is nothing where nothing is asked for', () => {
    expect(overlaysAt('short', nothing, 3)).toEqual([]);
  });

  it('lies in order: watermark, progress, on-screen words, captions', () => {
    const progress = { look: { colour: '#ffd60a', opacity: 0.9 }, from: 0.2, to: 0.4, frames: 60, marks: [] };
    const lettering = {
      ...captioned('Three hearts beat.'),
      words: { look: vivid.words, texts: [title('Hearts')] },
      progress,
      watermark: { kind: 'text' as const, text: '@curious' },
    };
    const order = overlaysAt('short', lettering, 8).map(({ y, height }) => y + height / 2);
    const { watermark, words, captions } = frameAreas.short;
    expect(order).toHaveLength(4);
    expect(Math.abs((order[0] as number) - watermark.y)).toBeLessThan(10);
    expect(order[1]).toBeLessThan(10);
    expect(Math.abs((order[2] as number) - words.y - words.height / 2)).toBeLessThan(30);
    expect(Math.abs((order[3] as number) - captions.y)).toBeLessThan(60);
  });
});

describe('on-screen words', () => {
  const roles: [OnScreenText['role'], string][] = [
    ['title', 'Three hearts, nine brains and sixty characters at the most!!'],
    ['title', 'x'.repeat(60)],
    ['title', 'Hi'],
    ['callout', '3 000 years'],
    ['callout', '$1.5 million'],
    ['chapter', 'The third heart'],
  ];

  it.each(Object.keys(formats) as Format[])('stay in their area: %s', (format) => {
    const { x, y, width, height } = frameAreas[format].words;
    for (const name of styleNames) {
      for (const [role, text] of roles) {
        const lettering = withWords([{ role, text, from: 0, to: 90 }], readStyle(name));
        const [overlay] = overlaysAt(format, lettering, 30) as [Overlay];
        const extent = extentOf(overlay);
        // The outline and the shadow of the first and last letters may reach a little further, a scrim is soft.
        expect(extent.left, text).toBeGreaterThanOrEqual(x - 50);
        expect(extent.right, text).toBeLessThanOrEqual(x + width + 50);
        expect(extent.top, text).toBeGreaterThanOrEqual(y - 60);
        expect(extent.bottom, text).toBeLessThanOrEqual(y + height + 60);
      }
    }
  });

  it('come in, stand still, and fade out over their last four frames', () => {
    const at = createLettering('short', withWords([title('Hearts', 10, 60)]));
    const frames = Array.from({ length: 70 }, (_, frame) => at(frame)[0]);
    expect(frames.slice(0, 10).every((overlay) => overlay === undefined)).toBe(true);
    expect(frames.slice(60).every((overlay) => overlay === undefined)).toBe(true);
    expect(new Set(frames.slice(16, 56)).size).toBe(1);
    const opacity = (overlay: Overlay | undefined) => 255 - Math.min(...(overlay?.lumaKeep ?? [255]));
    const leaving = frames.slice(55, 60).map(opacity);
    expect(leaving).toEqual([...leaving].sort((a, b) => b - a));
    expect(leaving[0]).toBe(255);
    expect(leaving[4]).toBeLessThan(60);
  });

  it('take turns: the one that came last is shown', () => {
    const at = createLettering('short', withWords([title('Hearts', 0, 60), title('Brains and more', 30, 50)]));
    const [before] = at(20);
    const [after] = at(45);
    expect(after?.width).not.toBe(before?.width);
    expect(at(55)).toEqual([]);
  });

  it('count a number up to its value, but never a year', () => {
    const looks = (text: string) => {
      const at = createLettering('short', withWords([{ role: 'callout', text, from: 0, to: 60 }]));
      return new Set(Array.from({ length: 40 }, (_, frame) => at(frame)[0])).size;
    };
    // Five steps of the entrance and the settled look; a number that counts has one for each of its 12 steps.
    expect(looks('1969')).toBe(6);
    expect(looks('3 000 years')).toBe(13);
  });

  it('are drawn the same whether the scene is rendered whole or from a later frame', () => {
    const lettering = withWords([{ role: 'callout', text: '70 %', from: 5, to: 60 }]);
    expect(createLettering('short', lettering)(9)).toEqual(overlaysAt('short', lettering, 9));
  });

  it('give way to a card, in the middle of the frame', () => {
    for (const format of Object.keys(formats) as Format[]) {
      const lettering = {
        ...withWords([title('Hearts')]),
        card: { title: 'Three hearts, nine brains', subtitle: 'Curious' },
      };
      const overlays = overlaysAt(format, lettering, 40);
      expect(overlays).toHaveLength(1);
      const { left, right, top, bottom } = extentOf(overlays[0] as Overlay);
      expect(Math.abs((left + right) / 2 - formats[format].width / 2)).toBeLessThan(40);
      expect(top).toBeGreaterThan(formats[format].height * 0.15);
      expect(bottom).toBeLessThan(formats[format].height * 0.85);
    }
  });
});

describe('the progress line', () => {
  const look = { colour: '#ffffff', opacity: 1 };
  const lettering = { ...nothing, progress: { look, from: 0.25, to: 0.75, frames: 61, marks: [0.5] } };
  /** Up to where the line is filled. */
  const filledAt = (frame: number) => {
    const [{ luma, width }] = overlaysAt('long', lettering, frame) as [Overlay];
    return luma.subarray(0, width).findLastIndex((value) => value > 200) + 1;
  };

  it('grows from the share at the first frame to that at the last', () => {
    expect([0, 30, 60].map(filledAt)).toEqual([480, expect.closeTo(957, -1), 1440]);
  });

  it('is parted where a chapter begins', () => {
    const [{ lumaKeep, width }] = overlaysAt('long', lettering, 60) as [Overlay];
    expect([...lumaKeep.subarray(0, width).keys()].filter((x) => lumaKeep[x] === 255)).toEqual([
      957, 958, 959, 960, 961, 962,
    ]);
  });

  it('is the same object where it has not grown by a pair of pixels', () => {
    const at = createLettering('short', { ...nothing, progress: { look, from: 0, to: 0.01, frames: 100, marks: [] } });
    const seen = new Set(Array.from({ length: 100 }, (_, frame) => at(frame)[0]));
    expect(seen.size).toBeLessThanOrEqual(7);
  });
});

describe('the watermark', () => {
  it('is the same object on every frame, as wide as there is room', () => {
    for (const text of ['@curious', 'a channel with a very long name '.repeat(4), 'قناة العلوم']) {
      const at = createLettering('square', { ...nothing, watermark: { kind: 'text', text } });
      const [overlay] = at(0) as [Overlay];
      expect(at(1)[0]).toBe(overlay);
      expect(overlay.width).toBeLessThanOrEqual(frameAreas.square.watermark.maxWidth + 20);
      expect(overlay.x + overlay.width).toBeLessThanOrEqual(1080);
    }
  });

  it('is a picture of its height, its shape kept', async () => {
    const canvas = createCanvas(300, 100);
    canvas.getContext('2d').fillRect(0, 0, 300, 100);
    const path = join(folder, 'sign.png');
    await writeFile(path, canvas.toBuffer('image/png'));
    const [overlay] = overlaysAt('long', { ...nothing, watermark: { kind: 'picture', path } }, 0) as [Overlay];
    expect(overlay.height).toBe(frameAreas.long.watermark.height);
    expect(overlay.width).toBe(frameAreas.long.watermark.height * 3);
  });

  it('is refused by name when its picture is missing or none', async () => {
    const broken = join(folder, 'broken.png');
    await writeFile(broken, 'no picture');
    for (const path of [broken, join(folder, 'missing.png'), folder]) {
      const create = () => createLettering('short', { ...nothing, watermark: { kind: 'picture', path } });
      expect(create).toThrow(expect.objectContaining({ type: 'InvalidInput', message: expect.stringContaining(path) }));
    }
  });
});
