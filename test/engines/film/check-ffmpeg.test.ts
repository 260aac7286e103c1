import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFfmpeg } from '../../../src/engines/film/check-ffmpeg.ts';
import { runFfmpeg } from '../../../src/engines/film/ffmpeg.ts';
import { testTools } from '../../support/tools.ts';

const { ffmpeg } = testTools();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ffmpeg-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('FFmpeg', () => {
  it('is known by its version when it can make films', async () => {
    expect((await checkFfmpeg(ffmpeg)).version).toMatch(/\d/);
  });

  it('is refused with the names of what it lacks', async () => {
    const poor = join(folder, 'poor-ffmpeg');
    await writeFile(
      poor,
      '#!/bin/sh\necho "ffmpeg version 4.4"\necho " A....D aac  AAC"\necho " .. amix  N->A  mix"\n',
    );
    await chmod(poor, 0o755);
    await expect(checkFfmpeg(poor)).rejects.toMatchObject({
      type: 'ToolMissing',
      message: expect.stringMatching(/without the encoder libx264, the filter sidechaincompress/),
    });
  });

  it('that is not there is missing, with advice', async () => {
    await expect(checkFfmpeg(join(folder, 'none'))).rejects.toMatchObject({
      type: 'ToolMissing',
      message: expect.stringContaining('FFMPEG_PATH'),
    });
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', async () => {
    const noise = ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=d=1', '-f', 'rawvideo', '/dev/full'];
    await expect(runFfmpeg(ffmpeg, noise, { task: 'writing' })).rejects.toMatchObject({ type: 'DiskFull' });
  });
});
