import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { canPace, createEncoderPace } from '../../../src/engines/film/encoder-pace.ts';
import { openFrameSink } from '../../../src/engines/film/frame-sink.ts';
import { testTools } from '../../support/tools.ts';

const { ffmpeg } = testTools();
const { signal } = new AbortController();

afterEach(() => {
  vi.useRealTimers();
});

describe('the pace of frames to an encoder', () => {
  it('lets so many go ahead and one more for each that has arrived', async () => {
    const pace = createEncoderPace(2);
    await pace.room();
    await pace.room();
    let third = false;
    const waiting = pace.room().then(() => {
      third = true;
    });
    await Promise.resolve();
    expect(third).toBe(false);
    pace.hear('0\n');
    await waiting;
    pace.hear('1\n2\n');
    await Promise.all([pace.room(), pace.room()]);
  });

  it('gives up waiting for an encoder that says nothing, or has ended', async () => {
    vi.useFakeTimers();
    const silent = createEncoderPace(1);
    await silent.room();
    const waiting = silent.room();
    await vi.advanceTimersByTimeAsync(2000);
    await waiting;
    await silent.room();

    const ended = createEncoderPace(1);
    await ended.room();
    const last = ended.room();
    ended.release();
    await last;
  });

  it('is kept by a real FFmpeg, which encodes every frame', async () => {
    expect(await canPace(ffmpeg, signal)).toBe(true);
    const told: string[] = [];
    const pace = createEncoderPace(3);
    const listening = { ...pace, hear: (said: string) => pace.hear(told[told.push(said) - 1] as string) };
    const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', '64x64', '-r', '30', '-i', 'pipe:0'];
    const sink = openFrameSink(ffmpeg, ['-v', 'error', ...raw, '-c:v', 'libx264', '-f', 'null', '-'], {
      signal,
      task: 'trying the pace',
      pace: listening,
    });
    const began = performance.now();
    for (let frame = 0; frame < 90; frame++) await sink.write(new Uint8Array(64 * 64 * 1.5).fill(frame));
    await sink.finish();
    expect(told.join('').trim().split('\n')).toHaveLength(90);
    // Had the waiting been in vain, it would have been given up only after two seconds.
    expect(performance.now() - began).toBeLessThan(1900);
  });

  it('is not asked of an FFmpeg that does not know how', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pace-'));
    const old = join(folder, 'ffmpeg');
    await writeFile(old, '#!/bin/sh\necho "-vstats dump video coding statistics to file"\n');
    await chmod(old, 0o755);
    expect(await canPace(old, signal)).toBe(false);
    await rm(folder, { recursive: true });
  });
});
