import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { framesPerSecond } from '../../../src/contracts/formats.ts';
import type { Cue, Motion } from '../../../src/contracts/timeline.ts';
import { buildCues, shiftCues } from '../../../src/engines/film/captions/cues.ts';
import { createFilmEngine } from '../../../src/engines/film/film-engine.ts';
import { readMp4Facts } from '../../../src/engines/film/mp4-facts.ts';
import type { RenderSceneRequest } from '../../../src/engines/film/render-scene.ts';
import { testTools } from '../../support/tools.ts';
import { speak } from './captions/samples.ts';
import { babble, writePlainStill, writeStill, writeWav } from './samples.ts';

const { ffmpeg, music } = testTools();
const engine = createFilmEngine({ ffmpeg, threads: 2 });
const zoomIn: Motion = { kind: 'in', from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.06, x: 0.5, y: 0.5 } };

let folder = '';
const inFolder = (name: string) => join(folder, name);

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
  const words = speak('Three hearts beat.', 0.2);
  const cues = buildCues(words, { language: 'en', format: 'square' });
  const progress: number[] = [];

  beforeAll(async () => {
    const stills = [
      { path: inFolder('still-1.png'), frames: 52, motion: zoomIn },
      { path: inFolder('still-2.png'), frames: 39, motion: zoomIn },
    ];
    const request = { stills, cues, format: 'square', output: inFolder('scene.mp4') } as const;
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
    const stills = [{ path: inFolder('plain.png'), frames: 2, motion: zoomIn }];
    await engine.renderScene({ stills, cues: [], format: 'square', output });
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
  const lengths = [47, 74];
  const total = 121;
  // Two clicks, a second into each scene's narration, to find the sound's place by.
  const clickSeconds = [1, 47 / framesPerSecond + 1];
  const cues: Cue[] = [];
  const segments = lengths.map((frames, index) => ({ path: `seg'${index}.mp4`, frames }));

  beforeAll(async () => {
    await Promise.all(
      lengths.map(async (frames, index) => {
        const sound = babble(frames, index + 1);
        sound.fill(0, 47_000, 49_500);
        sound.fill(0.9, 48_000, 48_010);
        await writeWav(inFolder(`voice-${index}.wav`), sound);
        const sceneCues = buildCues(speak('It beats.', 0.3), { language: 'en', format: 'square' });
        cues.push(...shiftCues(sceneCues, index === 0 ? 0 : 47 / framesPerSecond));
        const stills = [{ path: inFolder(`still-${index + 1}.png`), frames, motion: zoomIn }];
        await engine.renderScene({ stills, cues: sceneCues, format: 'square', output: inFolder(`seg'${index}.mp4`) });
      }),
    );
    cues.sort((a, b) => a.start - b.start);
  });

  const assemble = (track: string | undefined, output: string) =>
    engine.assemble({
      segments: segments.map(({ path, frames }) => ({ path: inFolder(path), frames })),
      narrations: [inFolder('voice-0.wav'), inFolder('voice-1.wav')],
      music: track === undefined ? undefined : { path: track },
      output: inFolder(output),
      workFolder: inFolder('work'),
    });

  it('is exactly as long as its scenes, loud enough, below the peak, and passes the inspection', async () => {
    await copyFile(join(music, 'happy/happy_electronic_1.opus'), inFolder('music.opus'));
    expect(await assemble(inFolder('music.opus'), 'film.mp4')).toEqual({ frames: total, durationSeconds: total / 30 });
    const request = { file: inFolder('film.mp4'), format: 'square', expectedFrames: total, cues } as const;
    const report = await engine.inspect(request);
    expect(report.problems).toEqual([]);
    expect(report.frames).toBe(total);
    expect(Math.abs(report.durationSeconds - total / framesPerSecond)).toBeLessThan(1 / framesPerSecond);
    expect(Math.abs(report.loudnessLufs + 14)).toBeLessThanOrEqual(0.5);
    expect(report.truePeakDbtp).toBeLessThanOrEqual(-1);
    expect(await readdir(inFolder('work'))).toEqual([]);
  });

  it('keeps sound and picture in step to a few samples', async () => {
    await assemble(undefined, 'voice-only.mp4');
    const { stdout } = await execa(
      ffmpeg,
      ['-v', 'error', '-i', inFolder('voice-only.mp4'), '-ac', '1', '-f', 'f32le', '-'],
      { encoding: 'buffer' },
    );
    const samples = new Float32Array(stdout.buffer, stdout.byteOffset, stdout.byteLength / 4);
    for (const seconds of clickSeconds) {
      const from = Math.round(seconds * 48_000) - 800;
      const near = [...samples.subarray(from, from + 1600)].map(Math.abs);
      const place = near.indexOf(Math.max(...near)) - 800;
      expect(Math.abs(place)).toBeLessThan(48);
    }
  });

  it('repeats short music without a hole', async () => {
    const tone = ['-f', 'lavfi', '-i', 'sine=frequency=330:duration=1.5', '-af', 'apad=pad_dur=0.5'];
    await execa(ffmpeg, ['-v', 'error', '-y', ...tone, inFolder('tone.wav')]);
    const silent = lengths.map((frames, index) =>
      writeWav(inFolder(`hush-${index}.wav`), new Float32Array(frames * 1600)),
    );
    await Promise.all(silent);
    await engine.assemble({
      segments: segments.map(({ path, frames }) => ({ path: inFolder(path), frames })),
      narrations: [inFolder('hush-0.wav'), inFolder('hush-1.wav')],
      music: { path: inFolder('tone.wav') },
      output: inFolder('looped.mp4'),
      workFolder: inFolder('work'),
    });
    const detect = ['-af', 'atrim=1:1.9,silencedetect=n=-30dB:d=0.02', '-f', 'null', '-'];
    const { stderr } = await execa(ffmpeg, ['-hide_banner', '-i', inFolder('looped.mp4'), ...detect]);
    expect(stderr).not.toContain('silence_start');
  });

  it('is made of silence too, and the inspection says so', async () => {
    await Promise.all(
      lengths.map((frames, index) => writeWav(inFolder(`voice-${index}.wav`), new Float32Array(frames * 1600))),
    );
    await assemble(undefined, 'silent.mp4');
    const report = await engine.inspect({
      file: inFolder('silent.mp4'),
      format: 'square',
      expectedFrames: total,
      cues: [],
    });
    expect(report.silentSeconds).toBeCloseTo(total / framesPerSecond, 0);
    expect(report.problems).toContain('the film is silent');
  });

  it('is refused when a narration is not as long as its picture', async () => {
    await writeWav(inFolder('voice-1.wav'), babble(73));
    await expect(assemble(undefined, 'refused.mp4')).rejects.toMatchObject({
      type: 'ArtifactCorrupt',
      message: expect.stringContaining('116800 samples, but its picture of 74 frames needs 118400'),
    });
    expect(await readdir(folder)).not.toContain('refused.mp4');
  });

  it('is refused when the music is no music', async () => {
    await writeWav(inFolder('voice-1.wav'), babble(74));
    await writeFile(inFolder('noise.mp3'), 'not music');
    await expect(assemble(inFolder('noise.mp3'), 'refused.mp4')).rejects.toMatchObject({
      message: expect.stringContaining('noise.mp3'),
    });
  });
});

describe('a scene that cannot be rendered', () => {
  const scene = (path: string, output: string, frames = 30): RenderSceneRequest => ({
    stills: [{ path, frames, motion: zoomIn }],
    cues: [],
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

  it('says which still is no picture, in FFmpeg’s words', async () => {
    await writeFile(inFolder('text.png'), 'this is no picture');
    await expect(engine.renderScene(scene(inFolder('text.png'), inFolder('no.mp4')))).rejects.toMatchObject({
      type: 'ToolFailed',
      message: expect.stringMatching(/text\.png: .*Invalid data/),
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('no.mp4'))).toEqual([]);
  });

  it('says that it needs a still', async () => {
    const request = { ...scene('', inFolder('no.mp4')), stills: [] };
    await expect(engine.renderScene(request)).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  it('says when FFmpeg is missing, and what to do', async () => {
    const without = createFilmEngine({ ffmpeg: inFolder('no-ffmpeg'), threads: 1 });
    await expect(without.renderScene(scene(inFolder('still-1.png'), inFolder('no.mp4')))).rejects.toMatchObject({
      type: 'ToolMissing',
      message: expect.stringMatching(/no-ffmpeg is not there: run the set-up/),
    });
    await without.close();
  });
});
