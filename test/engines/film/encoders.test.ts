import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findEncoder, tryEncoder } from '../../../src/engines/film/encoders.ts';
import type { Encoder } from '../../../src/engines/film/encoding.ts';
import { mp4Muxing, pictureEncoding } from '../../../src/engines/film/encoding.ts';
import { readParameterSets } from '../../../src/engines/film/mp4-facts.ts';
import { testTools } from '../../support/tools.ts';
import { makeMedia } from './sources/samples.ts';

const { ffmpeg } = testTools();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'encoders-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('finding an encoder', () => {
  it('finds no fault with what x264 makes of the arguments', async () => {
    expect(await tryEncoder(ffmpeg, 'x264')).toBeUndefined();
  });

  it('uses x264 when it is wanted, without a trial', async () => {
    expect(await findEncoder('/nowhere/ffmpeg', 'x264')).toEqual({ encoder: 'x264' });
  });

  it('falls back to x264 with what FFmpeg said of an encoder that it lacks', async () => {
    // Apple's encoder is in no FFmpeg of another system.
    const wanted: Encoder = process.platform === 'darwin' ? 'vaapi' : 'videotoolbox';
    const { encoder, note } = await findEncoder(ffmpeg, wanted);
    expect(encoder).toBe('x264');
    expect(note).toMatch(new RegExp(`^${wanted} does not work here, so x264 is used \\(${wanted}: .*Unknown encoder`));
  });

  it('left to choose, takes one that passes its trial', async () => {
    const { encoder, note } = await findEncoder(ffmpeg, 'auto');
    if (encoder === 'x264') expect(note).toContain('so x264 is used');
    else expect(await tryEncoder(ffmpeg, encoder)).toBeUndefined();
  });

  it('says when FFmpeg is not there, and when it was cancelled', async () => {
    await expect(findEncoder('/nowhere/ffmpeg', 'auto')).rejects.toMatchObject({ type: 'ToolMissing' });
    await expect(findEncoder(ffmpeg, 'auto', AbortSignal.abort())).rejects.toMatchObject({ type: 'Cancelled' });
  });
});

describe('the arguments of each encoder', () => {
  const all: Encoder[] = ['x264', 'nvenc', 'qsv', 'vaapi', 'videotoolbox'];
  const valueOf = (encoder: Encoder, name: string) =>
    pictureEncoding(encoder)[pictureEncoding(encoder).indexOf(name) + 1];

  it.each(all)('of %s ask for H.264 High, two B-frames, a key frame every half second, and BT.709', (encoder) => {
    expect(valueOf(encoder, '-c:v')).toMatch(/264/);
    expect(valueOf(encoder, '-profile:v')).toBe('high');
    expect(valueOf(encoder, '-bf')).toBe('2');
    expect(valueOf(encoder, '-g')).toBe('15');
    expect(valueOf(encoder, '-vf')).toContain(
      'setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv',
    );
  });

  it('ask for a quality and never for a bit rate', () => {
    const quality = { x264: '-crf', nvenc: '-cq', qsv: '-global_quality', vaapi: '-qp', videotoolbox: '-q:v' } as const;
    for (const encoder of all) {
      expect(Number(valueOf(encoder, quality[encoder]))).toBeGreaterThan(0);
      if (pictureEncoding(encoder).includes('-b:v')) expect(valueOf(encoder, '-b:v')).toBe('0');
    }
  });
});

describe('the parameter sets of a segment', () => {
  const encode = async (name: string, ...changes: string[]) => {
    const file = join(folder, name);
    const source = 'testsrc2=s=320x180:r=30:d=0.2';
    await makeMedia(source, file, ...pictureEncoding('x264'), ...changes, ...mp4Muxing());
    return file;
  };

  it('are equal for segments of the same encoder, and differ for others', async () => {
    const [one, same, other] = await Promise.all([
      encode('one.mp4'),
      encode('same.mp4', '-crf', '30'),
      encode('other.mp4', '-coder', 'vlc'),
    ]);
    expect((await readParameterSets(one)).equals(await readParameterSets(same))).toBe(false);
    expect((await readParameterSets(one)).equals(await readParameterSets(await encode('again.mp4')))).toBe(true);
    expect((await readParameterSets(one)).equals(await readParameterSets(other))).toBe(false);
  });

  it('are refused of a file that has no H.264 picture', async () => {
    const file = join(folder, 'sound.mp4');
    await makeMedia('sine=d=0.2', file, '-c:a', 'aac');
    await expect(readParameterSets(file)).rejects.toThrow('no H.264 picture');
  });
});
