import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { framesPerSecond } from '../../../src/contracts/formats.ts';
import { type AssembleRequest, assembleFilm } from '../../../src/engines/film/assemble-film.ts';
import { mp4Muxing, pictureEncoding } from '../../../src/engines/film/encoding.ts';
import { readMp4Facts, readParameterSets } from '../../../src/engines/film/mp4-facts.ts';
import { testTools } from '../../support/tools.ts';
import { babble, writeWav } from './samples.ts';

const { ffmpeg, music } = testTools();

let folder = '';
const inFolder = (name: string) => join(folder, name);

/** Small segments of some lengths, narrations of the same, and the same again from an encoder told otherwise. */
const lengths = [1, 2, 3, 7, 16, 46] as const;
const short = [1, 2, 3] as const;

async function makeSegment(name: string, frames: number, more: string[] = []): Promise<void> {
  const source = ['-f', 'lavfi', '-i', `testsrc2=s=96x96:r=30:d=${(frames + 0.5) / 30}`, '-frames:v', `${frames}`];
  const encoding = [...pictureEncoding('x264'), ...more, ...mp4Muxing()];
  await execa(ffmpeg, ['-v', 'error', '-y', ...source, ...encoding, inFolder(name)]);
}

beforeAll(async () => {
  // A name that would break a list or a pattern that does not quote it.
  folder = join(await mkdtemp(join(tmpdir(), 'assemble-')), "it's 100%d [a], b:c");
  await mkdir(folder);
  for (const frames of lengths) {
    await makeSegment(`${frames}.mp4`, frames);
    await writeWav(inFolder(`${frames}.wav`), babble(frames + 20, frames).subarray(4800, 4800 + frames * 1600));
  }
  await makeSegment('other-16.mp4', 16, ['-bf', '0', '-refs', '1']);
});
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

const segment = (frames: number, name = `${frames}.mp4`) => ({ path: inFolder(name), frames });
const spoken = (frames: number) => ({ kind: 'narration', path: inFolder(`${frames}.wav`), frames }) as const;

function assemble(request: Partial<AssembleRequest>, options: Parameters<typeof assembleFilm>[2] = {}) {
  const { segments = [segment(46), segment(16)] } = request;
  const whole = {
    segments,
    sound: segments.map(({ frames }) => spoken(frames)),
    effects: [],
    output: inFolder('film.mp4'),
    workFolder: inFolder('work'),
    ...request,
  };
  return assembleFilm(ffmpeg, whole, options);
}

async function expectExact(frames: number): Promise<void> {
  const { tracks, indexFirst, editLists } = await readMp4Facts(inFolder('film.mp4'));
  const [picture, sound] = [tracks.find(({ kind }) => kind === 'picture'), tracks.find(({ kind }) => kind === 'sound')];
  expect({ indexFirst, editLists }).toEqual({ indexFirst: true, editLists: false });
  // Evenly, with as many as the sum: no frame is off its place, the last one neither.
  expect(picture).toMatchObject({ samples: frames, even: true });
  expect(picture?.seconds).toBeCloseTo(frames / framesPerSecond, 9);
  expect(Math.abs((sound?.seconds ?? 0) - frames / framesPerSecond)).toBeLessThan(1 / framesPerSecond);
}

/** When frames are shown, in seconds, in order. */
async function shownAt(): Promise<number[]> {
  const list = ['-map', '0:v:0', '-c', 'copy', '-copyts', '-f', 'framecrc', '-'];
  const { stdout } = await execa(ffmpeg, ['-v', 'error', '-i', inFolder('film.mp4'), ...list]);
  const packets = stdout.split('\n').filter((line) => /^\d/.test(line));
  return packets.map((line) => Number(line.split(',')[2]) / 15_360).sort((one, other) => one - other);
}

describe('an assembled film', () => {
  it('has exactly the frames of its parts and sound as long, however many and short they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          { weight: 3, arbitrary: fc.array(fc.constantFrom(...lengths), { minLength: 1, maxLength: 20 }) },
          { weight: 1, arbitrary: fc.array(fc.constantFrom(...short), { minLength: 100, maxLength: 400 }) },
        ),
        fc.nat(1000),
        async (parts, split) => {
          const frames = parts.reduce((sum, length) => sum + length, 0);
          // The sound is cut elsewhere than the picture: so much of it is a card's silence.
          const narrated = parts.slice(split % parts.length);
          const silent = frames - narrated.reduce((sum, length) => sum + length, 0);
          const silence = silent > 0 ? [{ kind: 'silence', frames: silent } as const] : [];
          const sound = [...silence, ...narrated.map(spoken)];
          const result = await assemble({ segments: parts.map((length) => segment(length)), sound });
          expect(result).toEqual({ frames, durationSeconds: frames / 30 });
          await expectExact(frames);
        },
      ),
      { numRuns: 7, seed: 4, endOnFailure: true },
    );
  });

  it('has no drift at the end of 400 scenes, neither of its picture nor of its sound', async () => {
    const parts: number[] = Array.from({ length: 399 }, (_, index) => short[(index * 7 + (index >> 3)) % 3] ?? 1);
    const before = parts.reduce((sum, length) => sum + length, 0);
    const click = new Float32Array(46 * 1600);
    click.fill(0.8, 20 * 1600, 20 * 1600 + 10);
    await writeWav(inFolder('click.wav'), click);
    const last = { kind: 'narration', path: inFolder('click.wav'), frames: 46 } as const;
    await assemble({ segments: [...parts, 46].map((length) => segment(length)), sound: [...parts.map(spoken), last] });
    await expectExact(before + 46);
    for (const [frame, seconds] of (await shownAt()).entries()) {
      expect(Math.abs(seconds - frame / framesPerSecond)).toBeLessThan(1e-6);
    }
    const raw = ['-ac', '1', '-f', 'f32le', '-'];
    const { stdout } = await execa(ffmpeg, ['-v', 'error', '-i', inFolder('film.mp4'), ...raw], { encoding: 'buffer' });
    const samples = new Float32Array(stdout.buffer, stdout.byteOffset, stdout.byteLength / 4);
    const heard = samples.subarray((before + 1) * 1600).map(Math.abs);
    const place = heard.indexOf(heard.reduce((peak, sample) => Math.max(peak, sample)));
    expect(Math.abs(place - 19 * 1600)).toBeLessThan(48);
  });

  it('tells its progress in small steps that never go back', async () => {
    const shares: number[] = [0];
    const segments = Array.from({ length: 15 }, () => segment(46));
    await assemble(
      { segments, music: { path: join(music, 'tender/tender_acoustic_1.opus'), underVoiceLu: 14 } },
      { onProgress: ({ done, total }) => shares.push(done / total) },
    );
    const steps = shares.slice(1).map((share, index) => share - (shares[index] as number));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThan(0.15);
    expect(shares.at(-1)).toBe(1);
    expect(await readdir(inFolder('work'))).toEqual([]);
  });

  it('has parts from another encoder encoded again to fit the others, and says so', async () => {
    expect(await readParameterSets(inFolder('other-16.mp4'))).not.toEqual(await readParameterSets(inFolder('16.mp4')));
    const odd = segment(16, 'other-16.mp4');
    const { note } = await assemble({
      segments: [segment(46), odd, segment(7), odd],
      sound: [46, 16, 7, 16].map(spoken),
    });
    expect(note).toBe('1 of 3 parts of the film came from another encoder and were encoded again to be joined');
    await expectExact(85);
    expect(await readParameterSets(inFolder('film.mp4'))).toEqual(await readParameterSets(inFolder('46.mp4')));
    const { stderr } = await execa(ffmpeg, ['-v', 'error', '-i', inFolder('film.mp4'), '-f', 'null', '-']);
    expect(stderr).toBe('');
  });

  it('is encoded as this machine can where most of it came from another encoder', async () => {
    const most = Array.from({ length: 4 }, () => segment(16, 'other-16.mp4'));
    const { note } = await assemble({ segments: [segment(7), ...most] });
    expect(note).toContain('encoded again');
    await expectExact(71);
    expect(await readParameterSets(inFolder('film.mp4'))).toEqual(await readParameterSets(inFolder('7.mp4')));
  });
});

describe('a film is refused', () => {
  it.each<[string, () => Partial<AssembleRequest>, string, string]>([
    ['without a scene', () => ({ segments: [] }), 'InvalidInput', 'no scene'],
    [
      'with less sound than picture',
      () => ({ sound: [spoken(46)] }),
      'InvalidInput',
      '62 frames of picture, but 46 of sound',
    ],
    ['with half a frame', () => ({ segments: [segment(1.5)] }), 'InvalidInput', 'whole number of frames'],
    [
      'when a narration is not as long as it should be',
      () => ({ sound: [{ ...spoken(46), path: inFolder('16.wav') }, spoken(16)] }),
      'ArtifactCorrupt',
      '25600 samples, but its picture of 46 frames needs 73600',
    ],
    [
      'when a scene is not as long as it should be',
      () => ({ segments: [segment(46, '7.mp4'), segment(16)], sound: [spoken(46), spoken(16)] }),
      'ArtifactCorrupt',
      '7.mp4 has 7 frames instead of 46',
    ],
    ['when a scene is missing', () => ({ segments: [segment(46, 'none.mp4')] }), 'ArtifactMissing', 'none.mp4'],
    ['when a scene is cut off', () => ({ segments: [segment(46, 'cut.mp4')] }), 'ArtifactCorrupt', 'cut.mp4'],
    [
      'when the music is no music',
      () => ({ music: { path: inFolder('46.mp4'), underVoiceLu: 14 } }),
      'InvalidInput',
      '46.mp4 has no sound',
    ],
    ['before any work when the disk is too small', () => ({ segments: [segment(46, 'huge.mp4')] }), 'DiskFull', ' MB'],
  ])('%s', async (_, request, type, message) => {
    await writeFile(inFolder('cut.mp4'), (await readFile(inFolder('46.mp4'))).subarray(0, 3000));
    await writeFile(inFolder('huge.mp4'), '');
    // It takes no room, but has a size that no disk has left.
    await truncate(inFolder('huge.mp4'), 8e12);
    const output = inFolder('refused.mp4');
    await expect(assemble({ ...request(), output })).rejects.toMatchObject({
      type,
      message: expect.stringContaining(message),
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('refused'))).toEqual([]);
    expect(await readdir(inFolder('work')).catch(() => [])).toEqual([]);
  });

  it('when it is cancelled, at once and without leaving anything', async () => {
    const controller = new AbortController();
    const segments = Array.from({ length: 20 }, () => segment(46));
    const assembling = assemble(
      { segments, output: inFolder('cancelled.mp4') },
      { signal: controller.signal, onProgress: ({ done, total }) => done > total * 0.4 && controller.abort() },
    );
    await expect(assembling).rejects.toMatchObject({ type: 'Cancelled' });
    expect((await readdir(folder)).filter((name) => name.startsWith('cancelled'))).toEqual([]);
    expect(await readdir(inFolder('work'))).toEqual([]);
  });
});
