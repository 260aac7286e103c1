import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { framesPerSecond } from '../../../src/contracts/formats.ts';
import type { Motion } from '../../../src/contracts/timeline.ts';
import { buildCues } from '../../../src/engines/film/captions/cues.ts';
import { createFilmEngine } from '../../../src/engines/film/film-engine.ts';
import { readMp4Facts } from '../../../src/engines/film/mp4-facts.ts';
import type { RenderSceneRequest, Shot } from '../../../src/engines/film/scene-request.ts';
import { testTools } from '../../support/tools.ts';
import { speak } from './captions/samples.ts';
import { babble, noLettering, vivid, writePlainStill, writeStill, writeWav } from './samples.ts';

const { ffmpeg } = testTools();
const engine = createFilmEngine({ ffmpeg, threads: 2 });
const zoomIn: Motion = { kind: 'in', from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.06, x: 0.5, y: 0.5 } };

let folder = '';
const inFolder = (name: string) => join(folder, name);

const shot = (name: string, frames: number): Shot => ({
  ...{ kind: 'still', path: inFolder(name), frames, enter: { kind: 'cut' }, motion: zoomIn },
});
const captioned = (text: string, from: number) => {
  const cues = buildCues(speak(text, from), { language: 'en', format: 'square', mostWords: vivid.captions.mostWords });
  return { cues, lettering: { ...noLettering, captions: { look: vivid.captions, cues } } };
};

beforeAll(async () => {
  // A name that would break a filter, a list or a pattern that does not quote it.
  folder = join(await mkdtemp(join(tmpdir(), 'film-')), "it's 100%d [a], b:c");
  await mkdir(folder);
  await Promise.all([1, 2, 3].map((seed) => writeStill(inFolder(`still-${seed}.png`), seed)));
});

afterAll(async () => {
  await engine.close();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

/** Luma of a square film's frame, 0–255 as stored. */
async function lumaOf(file: string, frame: number): Promise<Uint8Array> {
  const select = ['-vf', `select=eq(n\\,${frame})`, '-frames:v', '1', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  const { stdout } = await execa(ffmpeg, ['-v', 'error', '-i', file, ...select], { encoding: 'buffer' });
  return stdout;
}

async function ffmpegProcesses(): Promise<string[]> {
  const { stdout } = await execa('ps', ['-eo', 'args']);
  return stdout.split('\n').filter((line) => line.includes(folder));
}

describe('a rendered scene', () => {
  const { cues, lettering } = captioned('Three hearts beat.', 0.2);
  const progress: number[] = [];

  beforeAll(async () => {
    const shots = [shot('still-1.png', 52), shot('still-2.png', 39)];
    const request = { shots, lettering, format: 'square', output: inFolder('scene.mp4') } as const;
    const result = await engine.renderScene(request, { onProgress: ({ done }) => progress.push(done) });
    expect(result).toEqual({ frames: 91 });
  });

  it('has exactly its frames, as H.264 High, without edit lists', async () => {
    const { tracks, editLists } = await readMp4Facts(inFolder('scene.mp4'));
    expect(tracks).toHaveLength(1);
    expect(tracks[0]).toMatchObject({
      codec: 'avc1',
      profile: 100,
      width: 1080,
      height: 1080,
      samples: 91,
      even: true,
    });
    expect(tracks[0]?.seconds).toBeCloseTo(91 / framesPerSecond, 6);
    expect(editLists).toBe(false);
  });

  it('is 4:2:0, progressive, tagged BT.709, at 30 frames a second from zero', async () => {
    const { stderr } = await execa(ffmpeg, ['-hide_banner', '-i', inFolder('scene.mp4')], { reject: false });
    expect(stderr).toMatch(/h264 \(High\).*yuv420p\(tv, bt709, progressive\).* 30 fps/);
    expect(stderr).toContain('start: 0.000000');
  });

  it('has a key frame every 15 frames and none besides', async () => {
    const list = ['-c', 'copy', '-f', 'framecrc', '-'];
    const { stdout } = await execa(ffmpeg, ['-v', 'error', '-i', inFolder('scene.mp4'), ...list]);
    const packets = stdout.split('\n').filter((line) => /^\d/.test(line));
    const keys = packets.filter((line) => !line.includes('F=0x0'));
    expect(keys.map((line) => Number(line.split(',')[2]) / 512)).toEqual([0, 15, 30, 45, 60, 75, 90]);
  });

  it('shows its caption while it is spoken and not before or after', async () => {
    // Above and below a caption's place there are no such whites: 235 is the white of limited range.
    const whites = async (frame: number) => {
      const luma = await lumaOf(inFolder('scene.mp4'), frame);
      return luma.subarray(1080 * 760, 1080 * 940).filter((value) => value > 228).length;
    };
    const middle = Math.round(((cues[0]?.start ?? 0) + 0.4) * framesPerSecond);
    expect(await whites(middle)).toBeGreaterThan(5000);
    expect(await whites(2)).toBeLessThan(500);
    expect(await whites(90)).toBeLessThan(500);
  });

  it('cuts from one still to the next at the frame asked for', async () => {
    const [before, cut, after] = await Promise.all([51, 52, 53].map((frame) => lumaOf(inFolder('scene.mp4'), frame)));
    const difference = (a: Uint8Array | undefined, b: Uint8Array | undefined) => {
      let sum = 0;
      for (const [at, value] of a?.entries() ?? []) sum += Math.abs(value - (b?.[at] ?? 0));
      return sum / 1080 ** 2;
    };
    expect(difference(before, cut)).toBeGreaterThan(10 * difference(cut, after));
  });

  it('reports progress up to the last frame', () => {
    expect(progress.at(-1)).toBe(91);
  });

  it('keeps the colours of the still', async () => {
    await writePlainStill(inFolder('plain.png'), 'rgb(200, 60, 30)');
    const output = inFolder('plain.mp4');
    await engine.renderScene({ shots: [shot('plain.png', 2)], lettering: noLettering, format: 'square', output });
    const { stdout } = await execa(
      ffmpeg,
      [
        '-v',
        'error',
        '-i',
        output,
        '-vf',
        'scale=in_color_matrix=bt709,format=rgb24',
        '-frames:v',
        '1',
        '-f',
        'rawvideo',
        '-',
      ],
      { encoding: 'buffer' },
    );
    const middle = 3 * (540 * 1080 + 540);
    for (const [channel, value] of [200, 60, 30].entries()) {
      expect(Math.abs((stdout[middle + channel] as number) - value)).toBeLessThanOrEqual(3);
    }
  });
});

describe('an assembled film', () => {
  // The second scene comes in over the last frames of the first: they are a part of their own.
  const lengths = [47, 74];
  const overlap = 10;
  const total = 121;
  // Two clicks, a second into each scene's narration, to find the sound's place by.
  const clickSeconds = [1, 47 / framesPerSecond + 1];
  const { cues: sceneCues, lettering } = captioned('It beats.', 0.3);
  const cues = [...sceneCues, ...captioned('It beats.', 47 / framesPerSecond + 0.3).cues];
  const parts = [
    { path: 'first.mp4', frames: 37 },
    { path: 'seam.mp4', frames: overlap },
    { path: 'second.mp4', frames: 74 },
  ];

  beforeAll(async () => {
    for (const [index, frames] of lengths.entries()) {
      const sound = babble(frames, index + 1);
      sound.fill(0, 47_000, 49_500);
      sound.fill(0.5, 48_000, 48_010);
      await writeWav(inFolder(`voice-${index}.wav`), sound);
    }
    const shots = [shot('still-1.png', 47)];
    const coming = { ...shot('still-2.png', 74), lead: overlap };
    const next = { shot: coming, transition: { kind: 'slide', frames: overlap } } as const;
    const scenes: Omit<RenderSceneRequest, 'format' | 'lettering' | 'output'>[] = [
      { shots, range: { from: 0, to: 37 } },
      { shots, next, range: { from: 37, to: 47 } },
      { shots: [coming] },
    ];
    const rendered = await Promise.all(
      scenes.map((scene, index) => {
        const output = inFolder(parts[index]?.path as string);
        return engine.renderScene({ ...scene, format: 'square', lettering, output });
      }),
    );
    expect(rendered.map(({ frames }) => frames)).toEqual(parts.map(({ frames }) => frames));
    const sound = lengths.map((frames, index) => {
      return { kind: 'narration', path: inFolder(`voice-${index}.wav`), frames } as const;
    });
    const film = await engine.assemble({
      segments: parts.map(({ path, frames }) => ({ path: inFolder(path), frames })),
      sound,
      effects: [],
      output: inFolder('film.mp4'),
      workFolder: inFolder('work'),
    });
    expect(film).toMatchObject({ frames: total, durationSeconds: total / framesPerSecond });
  });

  it('is exactly as long as its scenes, and passes the inspection', async () => {
    const shown = { format: 'square', language: 'en', expectedFrames: total, cues } as const;
    const report = await engine.inspect({ ...shown, file: inFolder('film.mp4') });
    // How loud so short a film comes out is measured where its sound is made.
    expect(report.problems.filter((problem) => !problem.includes('loudness'))).toEqual([]);
    expect(report.frames).toBe(total);
    expect(await readdir(inFolder('work'))).toEqual([]);
  });

  it('keeps sound and picture in step to a few samples', async () => {
    const decode = ['-i', inFolder('film.mp4'), '-ac', '1', '-f', 'f32le', '-'];
    const { stdout } = await execa(ffmpeg, ['-v', 'error', ...decode], { encoding: 'buffer' });
    const samples = new Float32Array(stdout.buffer, stdout.byteOffset, stdout.byteLength / 4);
    for (const seconds of clickSeconds) {
      const from = Math.round(seconds * 48_000) - 800;
      const near = [...samples.subarray(from, from + 1600)].map(Math.abs);
      const place = near.indexOf(Math.max(...near)) - 800;
      expect(Math.abs(place)).toBeLessThan(48);
    }
  });

  it('passes over its seams without a jump', async () => {
    const difference = async (frame: number) => {
      const [one, two] = await Promise.all([
        lumaOf(inFolder('film.mp4'), frame),
        lumaOf(inFolder('film.mp4'), frame + 1),
      ]);
      return one.reduce((sum, value, at) => sum + Math.abs(value - (two[at] ?? 0)), 0) / one.length;
    };
    // While the new picture pushes the old one out, and from the last frame of that to its own.
    const [within, after] = await Promise.all([difference(41), difference(46)]);
    expect(after).toBeLessThan(within / 2);
  });
});

describe('a scene that cannot be rendered', () => {
  const scene = (path: string, output: string, frames = 30): RenderSceneRequest => ({
    shots: [{ kind: 'still', path, frames, enter: { kind: 'cut' }, motion: zoomIn }],
    lettering: noLettering,
    format: 'square',
    output,
  });

  it('is cancelled at once: no process and no half-written file stays', async () => {
    await mkdir(inFolder('cancelled'));
    const controller = new AbortController();
    const rendering = engine.renderScene(scene(inFolder('still-3.png'), inFolder('cancelled/scene.mp4'), 9000), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(rendering).rejects.toMatchObject({ type: 'Cancelled' });
    expect(await readdir(inFolder('cancelled'))).toEqual([]);
    expect(await ffmpegProcesses()).toEqual([]);
  });

  it('is cancelled by closing the engine', async () => {
    await mkdir(inFolder('closed'));
    const closing = createFilmEngine({ ffmpeg, threads: 1 });
    let rendering: Promise<unknown> = Promise.resolve();
    await new Promise<void>((begun) => {
      const request = scene(inFolder('still-3.png'), inFolder('closed/scene.mp4'), 9000);
      rendering = closing.renderScene(request, { onProgress: () => begun() });
      rendering.catch(() => begun());
    });
    await closing.close();
    await expect(rendering).rejects.toMatchObject({ type: 'Cancelled' });
    expect(await readdir(inFolder('closed'))).toEqual([]);
    expect(await ffmpegProcesses()).toEqual([]);
  });

  it('says which still is missing', async () => {
    await expect(engine.renderScene(scene(inFolder('nowhere.png'), inFolder('no.mp4')))).rejects.toMatchObject({
      type: 'ArtifactMissing',
      message: expect.stringContaining('nowhere.png'),
    });
  });

  it('says which still is no picture', async () => {
    await writeFile(inFolder('text.png'), 'this is no picture');
    await expect(engine.renderScene(scene(inFolder('text.png'), inFolder('no.mp4')))).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining('text.png is not a picture'),
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('no.mp4'))).toEqual([]);
  });

  it.each<[string, Partial<RenderSceneRequest>]>([
    ['at least one shot', { shots: [] }],
    ['whole number', { shots: [{ kind: 'clip', path: 'a.mp4', frames: 1.5, enter: { kind: 'cut' } }] }],
    ['frames 10 to 31 were asked for of a scene that has 30', { range: { from: 10, to: 31 } }],
    ['frames 7 to 7', { range: { from: 7, to: 7 } }],
  ])('says what is wrong with the request: %s', async (message, wrong) => {
    const request = { ...scene(inFolder('still-1.png'), inFolder('no.mp4')), ...wrong };
    await expect(engine.renderScene(request)).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining(message),
    });
  });

  it('says when FFmpeg is missing, and what to do', async () => {
    const without = createFilmEngine({ ffmpeg: inFolder('no-ffmpeg'), threads: 1 });
    await expect(without.renderScene(scene(inFolder('still-1.png'), inFolder('no.mp4')))).rejects.toMatchObject({
      type: 'ToolMissing',
      message: expect.stringMatching(/no-ffmpeg.*FFMPEG_PATH/),
    });
    await without.close();
  });
});
