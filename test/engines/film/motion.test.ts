import { describe, expect, it } from 'vitest';
import type { Motion } from '../../../src/contracts/timeline.ts';
import { cameraAt, type MotionHint, planMotions } from '../../../src/engines/film/motion.ts';

const look = { zoomPerSecond: 0.0225, mostZoom: 0.12, driftPerSecond: 0.018 };
const sceneOf = (shots: number) => Array.from({ length: shots }, (_, index) => 1 + ((index * 5) % 9));
const plan = (sceneIndex: number, shots: number, more: { seed?: number; hint?: MotionHint } = {}) =>
  planMotions({ seconds: sceneOf(shots), seed: 11, sceneIndex, look, ...more });

/** Films of scenes with 1 to 6 shots. */
const films = Array.from({ length: 40 }, (_, seed) =>
  Array.from({ length: 30 }, (_, sceneIndex) => {
    const shots = 1 + ((seed + sceneIndex * 7) % 6);
    const hint = ([undefined, 'closer', 'wider', 'along'] as const)[(seed + sceneIndex) % 4];
    return { hint, seconds: sceneOf(shots), motions: plan(sceneIndex, shots, { seed, hint }) };
  }),
);
const all = films.flat();
const drifts = (kind: Motion['kind']) => kind !== 'in' && kind !== 'out';

describe('planned moves', () => {
  it('are the same for the same seed and others for another', () => {
    expect(plan(3, 12)).toEqual(plan(3, 12));
    expect(plan(3, 12, { seed: 12 })).not.toEqual(plan(3, 12));
  });

  it('never come twice running, within a scene or from one scene to the next', () => {
    for (const film of films) {
      const kinds = film.flatMap(({ motions }) => motions.map(({ kind }) => kind));
      kinds.forEach((kind, index) => expect(kind).not.toBe(kinds[index + 1]));
    }
  });

  it('use every kind', () => {
    const kinds = new Set(all.flatMap(({ motions }) => motions.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['down', 'in', 'left', 'out', 'right', 'up']);
  });

  it('zoom by no more than the look allows, and never show more than the still', () => {
    for (const { motions } of all) {
      for (const camera of motions.flatMap(({ from, to }) => [from, to])) {
        expect(camera.zoom).toBeGreaterThanOrEqual(1);
        expect(camera.zoom).toBeLessThanOrEqual(1.12);
        for (const centre of [camera.x, camera.y]) expect(Math.abs(centre - 0.5)).toBeLessThanOrEqual(0.5);
      }
    }
  });

  it('move at the speed of the look, until they reach its limit', () => {
    for (const { seconds, motions } of all) {
      for (const [index, { kind, from, to }] of motions.entries()) {
        const length = seconds[index] as number;
        if (!drifts(kind)) {
          expect(Math.abs(to.zoom - from.zoom)).toBeCloseTo(Math.min(0.12, 0.0225 * length), 9);
        } else if (from.zoom === to.zoom) {
          const travel = (1 - 1 / from.zoom) * (Math.abs(to.x - from.x) + Math.abs(to.y - from.y));
          expect(travel).toBeCloseTo(Math.min(0.9 * (1 - 1 / 1.12), 0.018 * length), 9);
        }
      }
    }
  });

  it.each([
    ['left', 'x', -1],
    ['right', 'x', 1],
    ['up', 'y', -1],
    ['down', 'y', 1],
  ] as const)('go the way they are named for: %s', (kind, axis, sign) => {
    const moves = all.flatMap(({ motions }) => motions.filter((motion) => motion.kind === kind));
    for (const { from, to } of moves) expect(Math.sign(to[axis] - from[axis])).toBe(sign);
  });

  it.each([
    ['closer', (kind: Motion['kind']) => kind === 'in'],
    ['wider', (kind: Motion['kind']) => kind === 'out'],
    ['along', drifts],
  ] as const)('follow what the scene asks for: %s', (hint, fits) => {
    const share = (scenes: typeof all) => {
      const kinds = scenes.flatMap(({ motions }) => motions.map(({ kind }) => kind));
      return kinds.filter(fits).length / kinds.length;
    };
    const hinted = all.filter((scene) => scene.hint === hint);
    expect(share(hinted)).toBeGreaterThan(1.25 * share(all.filter((scene) => !scene.hint)));
  });

  it('stand still under a look without motion', () => {
    const still = { zoomPerSecond: 0, mostZoom: 0, driftPerSecond: 0 };
    for (const { from, to } of planMotions({ seconds: sceneOf(8), seed: 1, sceneIndex: 0, look: still })) {
      expect(from).toEqual(to);
      expect(from.zoom).toBe(1);
    }
  });
});

describe('the camera', () => {
  it.each(['in', 'out', 'left', 'right', 'up', 'down'] as const)('moves one way, softly at both ends: %s', (kind) => {
    const motion = all.flatMap(({ motions }) => motions).find((candidate) => candidate.kind === kind) as Motion;
    const places = Array.from({ length: 101 }, (_, index) => cameraAt(motion, index / 100));
    expect(places[0]).toEqual(motion.from);
    expect(places[100]?.zoom).toBeCloseTo(motion.to.zoom, 9);
    const along = places.map(({ zoom, x, y }) => Math.log(zoom) + x + y);
    const steps = along.slice(1).map((place, index) => place - (along[index] as number));
    expect(steps.every((step) => Math.sign(step) === Math.sign(steps[0] as number))).toBe(true);
    expect(Math.abs(steps[0] as number)).toBeLessThan(Math.abs(steps[50] as number) * 0.5);
    expect(Math.abs(steps[99] as number)).toBeLessThan(Math.abs(steps[50] as number) * 0.5);
  });
});
