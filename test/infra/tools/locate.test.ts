import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTool, rememberVerdicts } from '../../../src/infra/tools/find-tools.mjs';
import { locateTools } from '../../../src/infra/tools/locate.ts';
import { fakeFfmpeg, fakeTemporal, writeProgram } from '../../setup/registry.ts';
import { testTools } from '../../support/tools.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-tools-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, text: string) => writeProgram(join(folder, path), text);
const config = () => ({
  toolsFolder: join(folder, 'tools'),
  searchPath: `${join(folder, 'path')}:${join(folder, 'more')}`,
});

describe('the order in which a program is looked for', () => {
  it('takes the one named by the environment before all others', async () => {
    const named = put('named/ffmpeg', fakeFfmpeg);
    put('path/ffmpeg', fakeFfmpeg);
    put('tools/bin/ffmpeg', fakeFfmpeg);
    const { ffmpeg } = await locateTools({ ...config(), ffmpegPath: named });
    expect(ffmpeg).toEqual({ path: named, source: 'environment', version: '9.0-test' });
  });

  it('takes the one on PATH before the one the set-up fetched', async () => {
    const onPath = put('more/ffmpeg', fakeFfmpeg);
    put('tools/bin/ffmpeg', fakeFfmpeg);
    expect((await locateTools(config())).ffmpeg).toMatchObject({ path: onPath, source: 'path' });
  });

  it('takes the fetched one where there is no other', async () => {
    const fetched = put('tools/bin/ffmpeg', fakeFfmpeg);
    expect((await locateTools(config())).ffmpeg).toMatchObject({ path: fetched, source: 'cache' });
  });

  it('passes over one on PATH that lacks what the film needs, or is too old', async () => {
    put('path/ffmpeg', fakeFfmpeg.replace('framerate', ''));
    put('tools/bin/ffmpeg', fakeFfmpeg);
    put('path/temporal', fakeTemporal.replace('1.9.1', '1.8.3'));
    put('tools/bin/temporal', fakeTemporal.replace('1.9.1', '1.10.0'));
    const { ffmpeg, temporal } = await locateTools(config());
    expect(ffmpeg.source).toBe('cache');
    expect(temporal).toMatchObject({ source: 'cache', version: '1.10.0' });
  });

  it('looks at no relative folder of PATH', async () => {
    const { found } = await findTool('temporal', { searchPath: '.:bin:', toolsFolder: folder });
    expect(found).toBeUndefined();
  });

  it('takes the real FFmpeg and Temporal that the set-up fetched', async () => {
    const tools = testTools();
    const located = await locateTools({ toolsFolder: join(tools.models, '..'), searchPath: '' });
    expect(located.ffmpeg.path).toBe(tools.ffmpeg);
    expect(located.temporal).toMatchObject({ path: tools.temporal, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    expect(located.models.path).toBe(tools.models);
    expect(located.music.path).toBe(tools.music);
  });
});

describe('a program that is not there or cannot be used', () => {
  it('is a missing tool, with what to do', async () => {
    await expect(locateTools(config())).rejects.toMatchObject({
      type: 'ToolMissing',
      message: 'no usable ffmpeg was found: run `./faceless setup`, which fetches one, or name one with FFMPEG_PATH',
    });
  });

  it('is never replaced by another when the environment names it', async () => {
    put('tools/bin/ffmpeg', fakeFfmpeg);
    put('tools/bin/temporal', fakeTemporal);
    const nowhere = join(folder, 'nowhere');
    await expect(locateTools({ ...config(), ffmpegPath: nowhere })).rejects.toThrow(
      `${nowhere} was passed over: it is not there`,
    );
    await expect(locateTools({ ...config(), temporalCliPath: nowhere })).rejects.toMatchObject({ type: 'ToolMissing' });
  });

  it('leaves Temporal out, because another server may be used', async () => {
    put('tools/bin/ffmpeg', fakeFfmpeg);
    expect(await locateTools(config())).not.toHaveProperty('temporal');
  });
});

describe('what is remembered of a program', () => {
  const judgeTwice = async (text: string, change: string | undefined) => {
    const path = put('tool', text);
    const file = join(folder, 'inspected.json');
    let inspections = 0;
    const inspect = async () => {
      inspections += 1;
      return text === 'fit' ? ({ fit: true } as const) : ({ fit: false, reason: 'it is broken' } as const);
    };
    await rememberVerdicts(file)(path, inspect);
    if (change) put('tool', change);
    await rememberVerdicts(file)(path, inspect);
    return inspections;
  };

  it('saves looking at it again while it stays the same', async () => {
    expect(await judgeTwice('fit', undefined)).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, 'inspected.json'), 'utf8'))).toHaveProperty([join(folder, 'tool')]);
  });

  it('is forgotten when it is replaced', async () => {
    expect(await judgeTwice('fit', 'another')).toBe(2);
  });

  it('is not kept of one that could not be used, which may be put right', async () => {
    expect(await judgeTwice('broken', undefined)).toBe(2);
  });
});
