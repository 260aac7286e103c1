import { describe, expect, test } from 'vitest';
import { joinParts, type PartedScene } from '../../../src/activities/video/film-parts.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import { artifactRefSchema } from '../../../src/contracts/artifact.ts';

let files = 0;
const file = (): ArtifactRef =>
  artifactRefSchema.parse({ sha256: String(files++).padStart(64, '0'), bytes: 1, mediaType: 'video/mp4' });

function scene(frames: number, exitFrames = 0, moves = false): PartedScene {
  return {
    clip: {
      sceneId: 's001',
      frames,
      segment: file(),
      segmentFrames: frames - exitFrames,
      audio: file(),
      timing: file(),
      pictures: [{ kind: 'still', file: file() }],
    },
    timing: { sceneId: 's001', source: 'exact', words: [{ text: 'word', start: 0.5, end: 1 }] },
    ...(exitFrames > 0 && { exit: { segment: file(), frames: exitFrames, moves } }),
  };
}

const sum = (parts: { frames: number }[]) => parts.reduce((total, { frames }) => total + frames, 0);

describe('the parts of a film', () => {
  test('picture and sound are equally long, with transitions and cards', () => {
    const cards = { intro: { segment: file(), frames: 75 }, outro: { segment: file(), frames: 120 } };
    const parts = joinParts([scene(100, 10), scene(90), scene(80, 12)], cards, true);
    expect(parts.frames).toBe(75 + 100 + 90 + 80 + 120);
    expect(sum(parts.picture)).toBe(parts.frames);
    expect(sum(parts.sound)).toBe(parts.frames);
    expect(parts.picture.map(({ frames }) => frames)).toEqual([75, 90, 10, 90, 68, 12, 120]);
    expect(parts.sound.map(({ kind }) => kind)).toEqual(['silence', 'narration', 'narration', 'narration', 'silence']);
  });

  test('words are moved by what comes before their scene, the card included', () => {
    const parts = joinParts([scene(30), scene(60)], { intro: { segment: file(), frames: 90 } }, false);
    expect(parts.words.map(({ start, end }) => [start, end])).toEqual([
      [3.5, 4],
      [4.5, 5],
    ]);
  });

  test('a transition that moves has its sound in its middle, a dissolve has none, and a quiet style has none at all', () => {
    const scenes = [scene(100, 10, true), scene(100, 12, false), scene(50)];
    expect(joinParts(scenes, {}, true).effects).toEqual([{ kind: 'whoosh', atFrame: 95, frames: 10 }]);
    expect(joinParts(scenes, {}, false).effects).toEqual([]);
  });
});
