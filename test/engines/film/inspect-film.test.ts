import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cue } from '../../../src/contracts/timeline.ts';
import { inspectFilm } from '../../../src/engines/film/inspect-film.ts';
import { testTools } from '../../support/tools.ts';

const { ffmpeg } = testTools();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A film of 1080×1080 straight from FFmpeg's sources, with its defaults: what a broken pipeline might make. */
async function makeFilm(picture: string, sound: string, args: string[] = []): Promise<string> {
  const file = join(folder, `${Math.abs(hash(picture + sound + args.join()))}.mp4`);
  const encoding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'high', '-pix_fmt', 'yuv420p', '-g', '15'];
  await execa(ffmpeg, [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound, ...encoding],
    ...['-c:a', 'aac', '-ar', '48000', '-ac', '2', '-shortest', ...args, file],
  ]);
  return file;
}

const hash = (text: string) => [...text].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
const size = 's=1080x1080:r=30';
const inspect = (file: string, expectedFrames: number, cues: Cue[] = []) =>
  inspectFilm(ffmpeg, { file, format: 'square', expectedFrames, cues }, {});
const cue = (start: number, end: number): Cue => ({ start, end, lines: ['words'], words: [] });

describe('the inspection of a film', () => {
  it('finds black, silence, a late index, edit lists and a wrong length', async () => {
    const file = await makeFilm(`color=black:${size}:d=4`, 'anullsrc=d=4');
    const report = await inspect(file, 150);
    expect(report.blackSeconds).toBeGreaterThan(3);
    expect(report.silentSeconds).toBeGreaterThan(3);
    expect(report.problems.join('\n')).toMatch(
      /120 frames instead of 150[\s\S]*index stands at the end[\s\S]*edit lists[\s\S]*silent[\s\S]*black for/,
    );
  });

  it('finds black and silence in the middle, with their place', async () => {
    const file = await makeFilm(
      `testsrc2=${size}:d=8,drawbox=c=black:t=fill:enable='between(t,2,5)'`,
      "sine=d=8,volume=0:enable='between(t,3,7)'",
    );
    const { problems } = await inspect(file, 240);
    expect(problems.join('\n')).toMatch(/black for (2\.5|3\.\d) s from 2\.0 s/);
    expect(problems.join('\n')).toMatch(/no sound for [34]\.\d s from 3\.0 s/);
  });

  it('finds a picture that stands still', async () => {
    const report = await inspect(await makeFilm(`smptebars=${size}:d=7`, 'sine=d=7'), 210);
    expect(report.frozenSeconds).toBeGreaterThan(5);
    expect(report.problems.join('\n')).toContain('the picture stands still for');
  });

  it('finds a wrong size, codec, pace and loudness', async () => {
    const file = await makeFilm('testsrc2=s=640x360:r=25:d=1', 'sine=d=1', ['-profile:v', 'baseline']);
    const problems = (await inspect(file, 25)).problems.join('\n');
    for (const problem of [
      'not H.264 High',
      '640×360 pixels instead of 1080×1080',
      '25.00 frames a second',
      'LUFS instead of',
    ]) {
      expect(problems).toContain(problem);
    }
  });

  it('finds captions outside the film, overlapping or without length', async () => {
    const file = await makeFilm(`testsrc2=${size}:d=2`, 'sine=d=2');
    const { problems } = await inspect(file, 60, [cue(0, 1), cue(0.8, 1.2), cue(1.5, 1.5), cue(1.8, 2.5)]);
    expect(problems.filter((problem) => problem.startsWith('caption'))).toEqual([
      "caption 2 ('words') begins before the one before it ends",
      "caption 3 ('words') has no length",
      "caption 4 ('words') lies outside the film",
    ]);
  });

  it('finds that a film is cut off or no film at all', async () => {
    const file = await makeFilm(`testsrc2=${size}:d=1`, 'sine=d=1');
    await truncate(file, 40_000);
    expect((await inspect(file, 30)).problems[0]).toMatch(/not a whole MP4 file: it ends within/);
    expect((await inspect(join(folder, 'none.mp4'), 30)).problems[0]).toMatch(/not a whole MP4 file/);
  });
});
