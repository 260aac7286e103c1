import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Motion, MovingTransition, Transition } from '../../../src/contracts/timeline.ts';
import { buildCues } from '../../../src/engines/film/captions/cues.ts';
import { drawScene } from '../../../src/engines/film/draw-scene.ts';
import type { RenderSceneRequest, Shot } from '../../../src/engines/film/scene-request.ts';
import { testTools } from '../../support/tools.ts';
import { speak } from './captions/samples.ts';
import { noLettering, vivid, writePlainStill, writeStill } from './samples.ts';

const { ffmpeg } = testTools();
const side = 1080;
const zoomIn: Motion = { kind: 'in', from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.1, x: 0.5, y: 0.5 } };
const goRight: Motion = { kind: 'right', from: { zoom: 1.1, x: 0.1, y: 0.5 }, to: { zoom: 1.1, x: 0.9, y: 0.5 } };
const cut: Transition = { kind: 'cut' };

let folder = '';
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'draw-'));
  await Promise.all([
    ...[1, 2, 3].map((seed) => writeStill(inFolder(`${seed}.png`), seed)),
    writePlainStill(inFolder('light.png'), 'rgb(200, 200, 200)'),
    writePlainStill(inFolder('white.png'), 'rgb(255, 255, 255)'),
    // Grows lighter from frame to frame.
    execa(ffmpeg, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'color=black:s=320x320:r=30:d=4,format=gray,geq=lum=40+N'],
      ...['-c:v', 'libx264', '-crf', '10', '-pix_fmt', 'yuv420p', inFolder('clip.mp4')],
    ]),
  ]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const still = (name: string, frames: number, enter: Transition = cut, motion = zoomIn): Shot => ({
  ...{ kind: 'still', path: inFolder(`${name}.png`), frames, enter, motion },
});
const clip = (frames: number, enter: Transition = cut): Shot => ({
  ...{ kind: 'clip', path: inFolder('clip.mp4'), frames, enter },
});

type Drawing = Partial<RenderSceneRequest> & Pick<RenderSceneRequest, 'shots'>;

function draw(drawing: Drawing): AsyncGenerator<Uint8Array> {
  const request = { format: 'square', lettering: noLettering, ...drawing } as const;
  return drawScene(ffmpeg, request, { slots: 1, signal: new AbortController().signal });
}

async function collect<Fact>(drawing: Drawing, look: (frame: Uint8Array) => Fact): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const frame of draw(drawing)) facts.push(look(frame));
  return facts;
}

const hash = (frame: Uint8Array) => createHash('sha1').update(frame).digest('hex');
const luma = (frame: Uint8Array) => frame.subarray(0, side ** 2);
const mean = (frame: Uint8Array) => luma(frame).reduce((sum, value) => sum + value, 0) / side ** 2;
const darkest = (frame: Uint8Array) => luma(frame).reduce((least, value) => Math.min(least, value), 255);

async function processes(): Promise<string[]> {
  const { stdout } = await execa('ps', ['-eo', 'args']);
  return stdout.split('\n').filter((line) => line.includes(folder));
}

describe('the frames of a scene', () => {
  it('are the same whether drawn at once or in parts, with clips, transitions and words across the seam', async () => {
    const cues = buildCues(speak('Three hearts beat all the time.', 0.1), {
      language: 'en',
      format: 'square',
      mostWords: 3,
    });
    const lettering = {
      ...noLettering,
      captions: { look: vivid.captions, cues },
      progress: { look: { colour: '#ffd60a', opacity: 0.9 }, from: 0.2, to: 0.4, frames: 50, marks: [] },
    };
    const scene: Drawing = {
      shots: [
        still('1', 14),
        clip(16, { kind: 'crossfade', frames: 6 }),
        still('2', 20, { kind: 'slide', frames: 5 }, goRight),
      ],
      next: { shot: still('3', 30), transition: { kind: 'zoom', frames: 8 } },
      lettering,
    };
    const whole = await collect(scene, hash);
    expect(whole).toHaveLength(50);
    const parts = [];
    for (const [from, to] of [
      [0, 10],
      [10, 27],
      [27, 42],
      [42, 50],
    ] as const) {
      parts.push(...(await collect({ ...scene, range: { from, to } }, hash)));
    }
    expect(parts).toEqual(whole);
  });

  it('go on where a transition from the scene before has left off', async () => {
    const alone = await collect({ shots: [still('1', 30)] }, hash);
    const after = await collect({ shots: [{ ...still('1', 22), lead: 8 }] }, hash);
    expect(after).toEqual(alone.slice(8));
    const light = await collect({ shots: [clip(30)] }, hash);
    expect(await collect({ shots: [{ ...clip(22), lead: 8 }] }, hash)).toEqual(light.slice(8));
  });

  it('go on where a transition within the scene has left off', async () => {
    const alone = await collect({ shots: [still('2', 30)] }, hash);
    const enter = { kind: 'crossfade', frames: 8 } as const;
    const scene = await collect({ shots: [still('1', 20), still('2', 22, enter)] }, hash);
    expect(scene.slice(20)).toEqual(alone.slice(8));
  });

  it('are a clip’s own, one after the other', async () => {
    const levels = await collect({ shots: [still('light', 10), clip(24, { kind: 'crossfade', frames: 4 })] }, mean);
    const ramp = levels.slice(10);
    const steps = ramp.slice(1).map((level, index) => level - (ramp[index] as number));
    for (const step of steps) {
      expect(step).toBeGreaterThanOrEqual(0);
      expect(step).toBeLessThan(2.5);
    }
    // One grey level a frame, of which limited range has 219 for 255.
    const grown = (ramp.at(-1) as number) - (ramp[0] as number);
    expect(Math.abs(grown - 23 * (219 / 255))).toBeLessThan(2);
  });

  it('leave no process when nobody wants more of them', async () => {
    for await (const frame of draw({ shots: [clip(20), clip(40)] })) {
      expect(frame).toHaveLength(1.5 * side ** 2);
      break;
    }
    expect(await processes()).toEqual([]);
  });

  it('end with the name of a picture that is not there, when its turn comes', async () => {
    const drawn = collect({ shots: [still('1', 12), still('nowhere', 12)] }, hash);
    await expect(drawn).rejects.toMatchObject({
      type: 'ArtifactMissing',
      message: expect.stringContaining('nowhere.png'),
    });
    expect(await processes()).toEqual([]);
  });
});

describe('a transition', () => {
  const kinds = ['crossfade', 'slide', 'zoom'] as const;
  const motions = {
    in: zoomIn,
    right: goRight,
    left: { ...goRight, kind: 'left' },
    up: { ...goRight, kind: 'up' },
  } as const;
  const between = (enter: MovingTransition, motion: Motion = zoomIn): Drawing => ({
    shots: [still('light', 12), still('white', 12, enter, motion)],
  });

  it.each(kinds)('goes evenly from one picture to the other over its frames: %s', async (kind) => {
    const levels = await collect(between({ kind, frames: 6 }), mean);
    const [from, to] = [levels[0] as number, levels[23] as number];
    expect(levels.slice(0, 6).every((level) => Math.abs(level - from) < 0.5)).toBe(true);
    expect(levels.slice(12).every((level) => Math.abs(level - to) < 0.5)).toBe(true);
    const steps = levels.slice(5, 13).map((level) => (level - from) / (to - from));
    for (const [index, step] of steps.slice(1).entries()) {
      expect(step).toBeGreaterThan(steps[index] as number);
      expect(step - (steps[index] as number)).toBeLessThan(0.3);
    }
  });

  it.each(kinds.flatMap((kind) => Object.entries(motions).map(([name, motion]) => [kind, name, motion] as const)))(
    'never shows anything beside the two pictures: %s, %s',
    async (kind, _name, motion) => {
      const least = await collect(between({ kind, frames: 6 }, motion as Motion), darkest);
      expect(Math.min(...least)).toBeGreaterThanOrEqual((least[0] as number) - 1);
    },
  );

  it.each([
    ['right', 0, 0.5],
    ['left', 1, 0.5],
    ['up', 0.5, 1],
  ] as const)('slides in the way the camera goes on: %s', async (name, x, y) => {
    // Where the old picture is seen last: the new one comes from the other side.
    const column = Math.round(x * (side - 1));
    const row = Math.round(y * (side - 1));
    const scene = between({ kind: 'slide', frames: 6 }, motions[name] as Motion);
    const frames = await collect(scene, (frame) => ({ kept: frame[row * side + column] as number, mean: mean(frame) }));
    const middle = frames[8] as (typeof frames)[number];
    expect(middle.kept).toBeCloseTo(frames[0]?.kept as number, -1);
    expect(middle.mean).toBeGreaterThan((frames[0]?.mean as number) + 5);
  });

  it('takes half of either shot at most', async () => {
    const shots = [still('light', 8), still('white', 20, { kind: 'crossfade', frames: 30 })];
    const levels = await collect({ shots }, mean);
    expect(levels).toHaveLength(28);
    const first = levels[0] as number;
    expect(levels.findIndex((level) => level > first + 1)).toBe(4);
    expect(levels[8]).toBeCloseTo(levels[27] as number, 0);
  });
});
