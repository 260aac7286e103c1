import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinParts } from '../../../src/activities/video/film-parts.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import { type Format, formats } from '../../../src/contracts/formats.ts';
import { joinWords, type WordTiming } from '../../../src/contracts/narration.ts';
import type { Scene } from '../../../src/contracts/script.ts';
import type { Motion } from '../../../src/contracts/timeline.ts';
import { planScene, type ScenePlan, type ScenePlanRequest } from '../../../src/engines/film/plan-scene.ts';
import { readStyle } from './samples.ts';

const styles = ['vivid', 'documentary', 'paper', 'night'].map(readStyle);

const sceneOf = (narration: string, changes: Partial<Scene> = {}): Scene => ({
  id: 's001',
  narration,
  visual: { idea: '', keywords: [] },
  ...changes,
});

/** Words with times that may lie anywhere, as a bad aligner gives them, inside a scene of so many frames. */
const scenes = fc
  .record({
    words: fc.array(
      fc.record({
        text: fc.stringMatching(/^[\p{L}\p{N}’'«»!?.,…🐙-]{1,14}$/u),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 60 },
    ),
    frames: fc.integer({ min: 1, max: 3000 }),
    sceneIndex: fc.integer({ min: 0, max: 399 }),
    style: fc.constantFrom(...styles),
    format: fc.constantFrom(...(Object.keys(formats) as Format[])),
    seed: fc.nat(),
    chapter: fc.option(fc.constant('A chapter'), { nil: undefined }),
    title: fc.option(fc.constant('97 %'), { nil: undefined }),
    nextChapter: fc.option(fc.constant('Another'), { nil: undefined }),
  })
  .map(({ words, frames, chapter, title, nextChapter, ...rest }): ScenePlanRequest => {
    const seconds = frames / 30;
    const timed: WordTiming[] = words.map(({ text, at }) => ({ text, start: at * seconds, end: at * seconds + 0.1 }));
    return {
      ...rest,
      scene: sceneOf(joinWords(timed), { chapter, onScreenText: title }),
      next: { chapter: nextChapter },
      frames,
      words: timed,
      language: 'en',
    };
  });

const sum = (lengths: number[]) => lengths.reduce((total, length) => total + length, 0);

describe('whatever is said in however many frames', () => {
  test('the shots fill the scene to the frame, each with a picture of at least a frame', () => {
    fc.assert(
      fc.property(scenes, (request) => {
        const { shots, exit } = planScene(request);
        expect(sum(shots.map(({ frames }) => frames))).toBe(request.frames);
        expect(shots.every(({ frames, lead }) => frames >= 1 && lead >= 0)).toBe(true);
        // A transition leaves both pictures at least half of their time.
        expect(exit?.frames ?? 0).toBeLessThanOrEqual((shots.at(-1)?.frames ?? 0) / 2);
      }),
      { numRuns: 300 },
    );
  });

  test('captions are in order, never two at a time, never shorter than nothing, and say every word', () => {
    fc.assert(
      fc.property(scenes, (request) => {
        const { cues } = planScene(request);
        let last = 0;
        for (const { start, end } of cues) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(
          cues
            .flatMap(({ lines }) => lines.flat())
            .map(({ text }) => text)
            .join(' '),
        ).toBe(request.scene.narration);
      }),
      { numRuns: 300 },
    );
  });

  test('on-screen words come one at a time and end with the scene', () => {
    fc.assert(
      fc.property(scenes, (request) => {
        let last = 0;
        for (const { from, to } of planScene(request).texts) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(request.frames);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a film of 400 scenes', () => {
  const file: ArtifactRef = { sha256: '0'.repeat(64), bytes: 1, mediaType: 'video/mp4' };

  /** The film as it would be joined, without a picture drawn. */
  function filmOf(lengths: number[], style: ScenePlanRequest['style'], seed: number) {
    const plans: ScenePlan[] = lengths.map((frames, sceneIndex) =>
      planScene({
        scene: sceneOf('One two three.', { chapter: sceneIndex % 40 === 0 ? 'Chapter' : undefined }),
        next:
          sceneIndex < lengths.length - 1
            ? { chapter: (sceneIndex + 1) % 40 === 0 ? 'Chapter' : undefined }
            : undefined,
        sceneIndex,
        frames,
        words: [{ text: 'One', start: 0.1, end: 0.2 }],
        language: 'en',
        format: 'long',
        style,
        seed,
      }),
    );
    const parts = joinParts(
      plans.map(({ frames, exit }, index) => ({
        clip: {
          sceneId: `s${index}`,
          frames,
          segment: file,
          segmentFrames: frames - (exit?.frames ?? 0),
          audio: file,
          timing: file,
          pictures: [{ kind: 'still', file }],
        },
        timing: { sceneId: `s${index}`, source: 'exact', words: [{ text: 'One', start: 0.1, end: 0.2 }] },
        exit: exit && { segment: file, frames: exit.frames, moves: exit.kind !== 'crossfade' },
      })),
      {},
      true,
    );
    return { plans, parts };
  }

  const films = fc.tuple(
    fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 400, maxLength: 400 }),
    fc.constantFrom(...styles),
    fc.nat(),
  );

  test('has picture and sound of the same frames, and words within a thousandth of a second of their scene’s start', () => {
    fc.assert(
      fc.property(films, ([lengths, style, seed]) => {
        const { parts } = filmOf(lengths, style, seed);
        const frames = sum(lengths);
        expect(parts.frames).toBe(frames);
        expect(sum(parts.picture.map((part) => part.frames))).toBe(frames);
        expect(sum(parts.sound.map((part) => part.frames))).toBe(frames);
        expect(parts.picture.every((part) => part.frames >= 1)).toBe(true);
        const lastStart = (frames - (lengths.at(-1) as number)) / 30;
        expect(Math.abs((parts.words.at(-1)?.start ?? 0) - 0.1 - lastStart)).toBeLessThan(0.001);
      }),
      { numRuns: 25 },
    );
  });

  test('never has the same camera move on two neighbouring pictures', () => {
    fc.assert(
      fc.property(films, ([lengths, style, seed]) => {
        const kinds = filmOf(lengths, style, seed).plans.flatMap(({ shots }) =>
          shots.map(({ motion }): Motion['kind'] => motion.kind),
        );
        for (const [index, kind] of kinds.entries()) expect(kind).not.toBe(kinds[index + 1]);
      }),
      { numRuns: 10 },
    );
  });

  test('has cuts in at least 85 of 100 places', () => {
    const even = Array.from({ length: 400 }, () => 300);
    for (const style of styles) {
      const { plans } = filmOf(even, style, 7);
      const enters = plans.flatMap(({ shots, exit }) => [
        ...shots.slice(1).map(({ enter }) => enter.kind),
        exit?.kind ?? 'cut',
      ]);
      expect(enters.filter((kind) => kind === 'cut').length / enters.length).toBeGreaterThanOrEqual(0.85);
      expect(enters.some((kind) => kind !== 'cut')).toBe(true);
    }
  });
});
