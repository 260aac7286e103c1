import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { framesPerSecond } from '../../../src/contracts/formats.ts';
import { type Style, styleSchema } from '../../../src/contracts/style.ts';
import type { Transition } from '../../../src/contracts/timeline.ts';
import { planShots } from '../../../src/engines/film/shots.ts';
import { planEntrance, planTransitions } from '../../../src/engines/film/transitions.ts';
import { seeded } from './captions/samples.ts';

const folder = new URL('../../../styles/', import.meta.url);
const styles = readdirSync(folder).map((name): [string, Style] => [
  name,
  styleSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
]);
const vivid = styles.find(([name]) => name.startsWith('vivid'))?.[1] as Style;
const moving = (transitions: Transition[]) => transitions.filter(({ kind }) => kind !== 'cut');

describe.each(styles)('a film in the style %s', (_name, style) => {
  const film = (seed: number, scenes: number, chapterEvery: number) => {
    const random = seeded(seed);
    return Array.from({ length: scenes }, (_, sceneIndex) => {
      const frames = Math.round((4 + 9 * random()) * framesPerSecond);
      const seconds = style.shots.short;
      const shots = planShots({ frames, format: 'short', sceneIndex, seconds, filmStart: sceneIndex === 0 });
      const startsChapter = sceneIndex % chapterEvery === 0;
      const entrance = planEntrance({ style, seed, sceneIndex, startsChapter });
      return { shots, entrance, enters: planTransitions({ shots, style, seed, sceneIndex }) };
    });
  };

  it('is cut in 85 of 100 places and more', () => {
    const scenes = Array.from({ length: 30 }, (_, seed) => film(seed + 1, 10, Number.POSITIVE_INFINITY)).flat();
    const all = scenes.flatMap(({ entrance, enters }) => [entrance, ...enters.slice(1)]);
    expect(moving(all).length / all.length).toBeLessThanOrEqual(0.15);
    expect(moving(all).length / all.length).toBeGreaterThan(0.04);
  });

  it('has transitions no longer than half of the shots on their two sides', () => {
    for (const { shots, enters } of film(3, 100, 8)) {
      for (const [index, enter] of enters.entries()) {
        if (enter.kind === 'cut') continue;
        expect(index).toBeGreaterThan(0);
        expect(enter.kind).toBe(style.transitions.shots.kind);
        expect(enter.frames).toBe(Math.round(style.transitions.shots.seconds * framesPerSecond));
        expect(2 * enter.frames).toBeLessThanOrEqual(Math.min(shots[index] ?? 0, shots[index - 1] ?? 0));
      }
    }
  });

  it('begins with a cut, and each of its chapters as the style says', () => {
    const scenes = film(3, 100, 8);
    expect(scenes[0]?.entrance).toEqual({ kind: 'cut' });
    const { kind, seconds } = style.transitions.chapters;
    const chapters = scenes.filter((_, index) => index % 8 === 0).slice(1);
    const frames = Math.min(15, Math.round(seconds * framesPerSecond));
    for (const { entrance } of chapters) expect(entrance).toEqual({ kind, frames });
  });
});

describe('transitions', () => {
  it('are the same for the same seed and others for another', () => {
    const entrances = (seed: number) =>
      Array.from({ length: 40 }, (_, sceneIndex) =>
        planEntrance({ style: vivid, seed, sceneIndex, startsChapter: false }),
      );
    expect(entrances(5)).toEqual(entrances(5));
    const patterns = new Set([1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(entrances(seed))));
    expect(patterns.size).toBeGreaterThan(1);
  });

  it('come in the share asked for, spread over the film', () => {
    const scenes = { ...vivid.transitions.scenes, share: 0.25 };
    const style = { transitions: { ...vivid.transitions, scenes } };
    const entrances = Array.from({ length: 101 }, (_, sceneIndex) =>
      planEntrance({ style, seed: 9, sceneIndex, startsChapter: false }),
    ).slice(1);
    for (let from = 0; from < 100; from += 20) expect(moving(entrances.slice(from, from + 20))).toHaveLength(5);
  });
});
