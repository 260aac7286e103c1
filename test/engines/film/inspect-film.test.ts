import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cue } from '../../../src/contracts/timeline.ts';
import { type InspectRequest, inspectFilm } from '../../../src/engines/film/inspect-film.ts';
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
const inspect = (file: string, expectedFrames: number, more: Partial<InspectRequest> = {}) =>
  inspectFilm(ffmpeg, { file, format: 'square', language: 'en', expectedFrames, cues: [], ...more }, {});
const cue = (start: number, end: number, text = 'words'): Cue => ({ start, end, lines: [[{ text, start, end }]] });

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

  it('finds a picture that stands still under captions that change, but for where it may', async () => {
    // Words come and go over it, and a line grows above.
    const box = (place: string, when: string) => `drawbox=${place}:c=white:t=fill:enable='${when}'`;
    const captions = [box('x=200:y=820:w=600:h=120', 'lt(mod(n,20),10)'), box('x=0:y=0:w=700:h=8', 'gt(n,40)')].join();
    const file = await makeFilm(`smptebars=${size}:d=3,noise=alls=60:allf=0,${captions}`, 'sine=d=3');
    const report = await inspect(file, 90);
    expect(report.frozenSeconds).toBeGreaterThanOrEqual(2);
    expect(report.problems.join('\n')).toMatch(/the picture stands still for [23]\.\d s from 0\.[05] s/);
    expect((await inspect(file, 90, { still: [{ from: 0, to: 90 }] })).problems.join()).not.toContain('stands still');
  });

  it.each([
    ['slowly', 'smptebars=', 0.006],
    ['slowly, of few edges', 'color=0x345678:', 0.012],
  ])('does not take a picture that moves %s for one that stands still', async (_, source, zoomPerSecond) => {
    const zoom = `scale=w='2*trunc(540*(1+${zoomPerSecond}*t)*2)/2':h=-2:eval=frame:flags=bicubic,crop=1080:1080`;
    const mark = 'drawbox=x=480:y=300:w=160:h=160:c=white:t=fill';
    const file = await makeFilm(`${source}${size}:d=4,${mark},${zoom}`, 'sine=d=4');
    const report = await inspect(file, 120);
    expect(report.frozenSeconds).toBe(0);
  });

  it('warns where there is nothing to make out, and does not take it for a picture that stands still', async () => {
    const report = await inspect(await makeFilm(`color=0x345678:${size}:d=4`, 'sine=d=4'), 120);
    expect(report.problems.join()).not.toContain('stands still');
    expect(report.warnings).toEqual(['there is nothing to make out in the picture for 4.0 s from 0.0 s']);
  });

  it('lets a card be silent, and nothing else', async () => {
    const file = await makeFilm(`testsrc2=${size}:d=10`, "sine=d=10,volume=0:enable='gt(t,4)'");
    expect((await inspect(file, 300, { quiet: [{ from: 135, to: 300 }] })).problems.join()).not.toContain('no sound');
    expect((await inspect(file, 300, { quiet: [{ from: 220, to: 300 }] })).problems.join()).toMatch(
      /no sound for 3\.[34] s from 4\.0 s/,
    );
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
    const { problems } = await inspect(file, 60, {
      cues: [cue(0, 1), cue(0.8, 1.2), cue(1.5, 1.5), cue(1.8, 2.5), cue(1.7, 1.9)],
    });
    expect(problems.filter((problem) => problem.startsWith('caption'))).toEqual([
      "caption 2 ('words') begins before the one before it ends",
      "caption 3 ('words') has no length",
      "caption 4 ('words') lies outside the film",
      "caption 5 ('words') is out of order",
    ]);
  });

  it('warns of captions that are gone before they can be read', async () => {
    const file = await makeFilm(`testsrc2=${size}:d=2`, 'sine=d=2');
    const { warnings } = await inspect(file, 60, {
      cues: [cue(0, 1, 'seventeen letters'), cue(1, 1.5, 'seventeen letters'), cue(1.5, 2, 'as fast as before')],
    });
    expect(warnings).toEqual([
      "2 of 3 captions are gone before they can be read; the first at 1.0 s: 'seventeen letters'",
    ]);
  });

  it('finds that a film is cut off or no film at all', async () => {
    const file = await makeFilm(`testsrc2=${size}:d=1`, 'sine=d=1');
    const damaged = await readFile(file);
    const media = damaged.indexOf('mdat');
    damaged.fill(0x55, media + 100, media + 60_000);
    await writeFile(join(folder, 'damaged.mp4'), damaged);
    expect((await inspect(join(folder, 'damaged.mp4'), 30)).problems.join()).toMatch(
      /damaged\.mp4 .*(damaged|decoded)/,
    );
    await truncate(file, 40_000);
    expect((await inspect(file, 30)).problems[0]).toMatch(/not a whole MP4 file: it ends within/);
    expect((await inspect(join(folder, 'none.mp4'), 30)).problems[0]).toMatch(/not a whole MP4 file/);
  });
});
