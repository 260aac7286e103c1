import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { beforeEach, describe, expect, test } from 'vitest';
import { type SceneClip, sceneClipSchema } from '../../../src/contracts/clip.ts';
import type { Scene } from '../../../src/contracts/script.ts';
import { readMp4Facts } from '../../../src/engines/film/mp4-facts.ts';
import { failureOf, scriptOf, useStageBench } from '../stage-bench.ts';
import { openVideoBench, useFilmEngine } from './video-bench.ts';

const bench = useStageBench();
const film = useFilmEngine();
let video: ReturnType<typeof openVideoBench>;
beforeEach(() => {
  video = openVideoBench(bench, film());
});

const narrations = ['The first scene speaks.', 'The second one answers it.', 'And the third one ends.'];
const frames = [75, 66, 81];
// For what does not depend on how long the scenes are.
const fewFrames = [36, 33, 39];
const square = { format: 'square', music: { kind: 'none' } };

const clipOf = async ({ clip }: { clip: Parameters<typeof bench.artifacts.readJson>[0] }): Promise<SceneClip> =>
  sceneClipSchema.parse(await bench.artifacts.readJson(clip));

describe('a film of scenes with transitions between them', () => {
  test('has exactly the frames of its narrations, and leaves nothing in the scratch folder', async () => {
    const { scenes, joined } = await video.makeFilm(narrations, frames, { ...square, style: await video.storeStyle() });
    const clips = await Promise.all(scenes.map(clipOf));
    expect(clips.map((clip) => clip.frames)).toEqual(frames);
    expect(clips.map((clip) => clip.frames - clip.segmentFrames)).toEqual([12, 12, 0]);
    const { tracks } = await readMp4Facts(await bench.artifacts.localFile(joined.video));
    expect(tracks.find(({ kind }) => kind === 'picture')?.samples).toBe(75 + 66 + 81);
    expect(joined.quality).toMatchObject({ frames: 222, problems: [] });
    expect(joined.drawnPictures).toBe('all');
    expect(await readdir(join(bench.folder, 'scratch'))).toEqual([]);
  });

  test('of which one changes renders that scene alone; no picture is asked for twice', async () => {
    const brief = { ...square, style: await video.storeStyle() };
    await video.makeFilm(narrations, fewFrames, brief);
    const asked = video.asked.length;
    const changed = [narrations[0], 'Something else is said here.', narrations[2]] as string[];
    const { scenes, joined } = await video.makeFilm(changed, [36, 42, 39], brief);
    expect(scenes.map(({ found }) => found)).toEqual([true, false, true]);
    expect(new Set(video.asked.slice(asked).map(({ sceneIndex }) => sceneIndex))).toEqual(new Set([1]));
    expect(joined.quality.frames).toBe(36 + 42 + 39);
  });

  test('asked for again is found, as are its scenes and their pictures when a scene is lost', async () => {
    const first = await video.makeFilm(narrations, fewFrames, square);
    const asked = video.asked.length;
    const again = await video.makeFilm(narrations, fewFrames, square);
    expect([...again.scenes, again.joined].every(({ found }) => found)).toBe(true);
    expect(again.joined.video).toEqual(first.joined.video);

    // Another caption look is another clip of the same pictures.
    const { scenes } = await video.makeFilm(narrations, fewFrames, { ...square, captions: false });
    expect(scenes.every(({ found, costUsd }) => !found && costUsd === 0)).toBe(true);
    expect(video.asked.length).toBe(asked);
    expect(first.scenes[0]?.costUsd).toBeGreaterThan(0);
  });

  test('begins and ends with the cards of its style, and its captions wait for the first one', async () => {
    const seconds = { short: 0, square: 1, long: 0 };
    const style = await video.storeStyle({ cards: { intro: seconds, outro: { ...seconds, square: 2 } } });
    const { joined } = await video.makeFilm(narrations, fewFrames, { ...square, style });
    expect(joined.quality).toMatchObject({ frames: 30 + 108 + 60, problems: [] });
    const srt = (await bench.artifacts.readBytes(joined.srt)).toString();
    expect(srt).toMatch(/^1\n00:00:01,0/);
  });
});

describe('pictures of one’s own', () => {
  const ownPicture = async (width: number, height: number) => {
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    context.fillStyle = '#2080c0';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#f0d040';
    context.fillRect(width / 4, height / 4, width / 2, height / 2);
    return bench.artifacts.putBytes(canvas.toBuffer('image/png'), 'image/png');
  };
  const withMedia = (media: Awaited<ReturnType<typeof ownPicture>>[]) => ({
    scenes: scriptOf(['My own picture.']).scenes.map((scene) => ({ ...scene, visual: { ...scene.visual, media } })),
  });

  test('are shown instead of drawn ones, and one picture is one shot however long the scene', async () => {
    const media = [await ownPicture(900, 700)];
    const { scenes, joined } = await video.makeFilm(['My own picture.'], [300], square, withMedia(media));
    const [clip] = await Promise.all(scenes.map(clipOf));
    expect(clip?.pictures).toEqual([{ kind: 'still', file: media[0] }]);
    expect(video.asked).toEqual([]);
    expect(joined.quality.problems).toEqual([]);
    expect(joined.drawnPictures).toBe('none');
  });

  test('may stand beside drawn ones, and the film says that some were drawn', async () => {
    const texts = ['My own picture.', 'A drawn one.'];
    const [own] = withMedia([await ownPicture(900, 700)]).scenes;
    const scenes = [own as Scene, ...scriptOf(texts).scenes.slice(1)];
    const { joined } = await video.makeFilm(texts, [30, 30], square, { scenes });
    expect(joined.drawnPictures).toBe('some');
  });

  test('that cannot be read are refused by what is wrong with them, and no clip is kept', async () => {
    const broken = await bench.artifacts.putBytes(Buffer.from('not a picture'), 'image/png');
    const failure = await failureOf(video.makeFilm(['My own picture.'], [60], square, withMedia([broken])));
    expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
    expect(failure.message).toMatch(/not a picture/);
    expect(await readdir(join(bench.folder, 'scratch'))).toEqual([]);
  });
});

describe('the style of a film', () => {
  test('is refused by name when there is none of it, with those there are', async () => {
    const failure = await failureOf(video.makeFilm(['One.'], [30], { ...square, style: 'gothic' }));
    expect(failure.type).toBe('InvalidInput');
    expect(failure.message).toBe("there is no style 'gothic'; there are: documentary, night, paper, vivid");
  });

  test('decides how its pictures are drawn and nothing else makes them anew', async () => {
    await video.makeFilm(['One scene.'], [30], { ...square, style: 'vivid' });
    await video.makeFilm(['One scene.'], [30], { ...square, style: 'paper' });
    expect(video.asked.map(({ look }) => look.treatment)).toEqual(['vivid', 'paper']);
  });
});
