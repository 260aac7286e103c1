import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Script } from '../../src/contracts/script.ts';
import { descendants, killTree, type RunningCommand, runFaceless } from '../support/command.ts';
import { copyEmptyDatabase } from '../support/test-database.ts';
import { testTools } from '../support/tools.ts';
import { waitFor } from '../support/wait-for.ts';

const narration = `# Three hearts

An octopus has three hearts.

> picture: octopus, heart

Two of them push blood through the gills.

> picture: heart, fish

The third sends it around the body, all day long.

> picture: heart, drop of blood

It stops when the octopus swims: 100% true!

> picture: octopus, wave
`;

interface LogLine {
  msg: string;
  activity?: string;
  key?: string;
  time: string;
}

interface CreateJson {
  pipelineId: string;
  status: string;
  steps: Record<string, { state: string; provider?: string }>;
  artifacts: Record<string, string>;
  durationSeconds: number;
  cost: number;
}

let home: string;
let scriptFile: string;
let result: CreateJson;
let id = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'faceless-crash-'));
  await copyEmptyDatabase(join(home, 'database'));
  scriptFile = join(home, 'three "hearts" 100%.md');
  await writeFile(scriptFile, narration);
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function logLines(): Promise<LogLine[]> {
  const text = await readFile(join(home, 'logs/faceless.log'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as LogLine);
}

const linesOf = (lines: LogLine[], activity: string, message: string) =>
  lines.filter((line) => line.activity === activity && line.msg === message);

/** Resolves when one call of the activity is finished and another is being made: the middle of the step. */
async function untilInside(activity: string, command: RunningCommand): Promise<void> {
  await waitFor(
    async () => {
      if (command.child.exitCode !== null) throw new Error(`it ended too early: ${command.stderr()}`);
      const lines = await logLines();
      const made = linesOf(lines, activity, 'stage made');
      const open = linesOf(lines, activity, 'stage begins').filter(({ key }) => !made.some((line) => line.key === key));
      return [made.length, open.length];
    },
    ([made, open]) => (made ?? 0) > 0 && (open ?? 0) > 0,
    120_000,
  );
}

const pipelineIn = (stderr: string) => /^pipeline (\S+)$/m.exec(stderr)?.[1] ?? '';

describe('a film whose making is killed and stopped on the way', () => {
  it('is finished by --resume, after kill -9 of the whole process tree in the middle of audio', {
    timeout: 300_000,
  }, async () => {
    const killed = runFaceless(['create', '--script', scriptFile, '--json'], home);
    await untilInside('narrateScene', killed);
    killTree(killed.child.pid as number);
    expect(await killed.ended).toBe('SIGKILL');
    id = pipelineIn(killed.stderr());
    expect(id).toMatch(/^three-hearts-/);

    const interrupted = runFaceless(['create', '--resume', id, '--json'], home);
    await untilInside('renderScene', interrupted);
    const children = descendants(interrupted.child.pid as number);
    interrupted.child.kill('SIGINT');
    expect(await interrupted.ended).toBe(130);
    expect(interrupted.stderr()).toContain('stopping');
    expect(children.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(existsSync(join(home, 'out', id))).toBe(false);

    const resumed = runFaceless(['create', '--resume', id, '--json'], home);
    expect(await resumed.ended, resumed.stderr()).toBe(0);
    result = JSON.parse(resumed.stdout()) as CreateJson;
    expect(result).toMatchObject({ pipelineId: id, status: 'completed', cost: 0 });
  });

  it('has no scene that was finished spoken, drawn or rendered a second time', async () => {
    const lines = await logLines();
    for (const activity of ['narrateScene', 'renderScene']) {
      const made = linesOf(lines, activity, 'stage made');
      expect(made, activity).toHaveLength(4);
      expect(new Set(made.map(({ key }) => key)).size, activity).toBe(4);
      for (const { key, time } of made) {
        const later = linesOf(lines, activity, 'stage begins').filter((line) => line.key === key && line.time > time);
        expect(later, `${activity} ${key}`).toEqual([]);
      }
    }
  });

  it('has no picture drawn twice', async () => {
    const keys = (await logLines()).filter(({ msg }) => msg === 'part made').map(({ key }) => key);
    expect(keys.length).toBeGreaterThanOrEqual(4);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('leaves the files it names and nothing half written', async () => {
    expect(Object.keys(result.artifacts).sort()).toEqual(
      [
        'captions.srt',
        'captions.vtt',
        'metadata.json',
        'script.json',
        'thumbnail-a.jpg',
        'thumbnail-b.jpg',
        'thumbnail-c.jpg',
        'video.mp4',
      ].sort(),
    );
    for (const path of Object.values(result.artifacts)) expect(existsSync(path), path).toBe(true);
    expect(await readdir(join(home, 'out'))).toEqual([id]);
    expect(await readdir(join(home, 'artifacts/tmp')).catch(() => [])).toEqual([]);
    expect(existsSync(join(home, 'stack.json'))).toBe(false);
  });
});

describe('its film', () => {
  const video = () => result.artifacts['video.mp4'] as string;
  const ffmpeg = async (...args: string[]) =>
    (await promisify(execFile)(testTools().ffmpeg, ['-hide_banner', ...args], { maxBuffer: 1 << 26 })).stderr;

  it('is H.264 High 1080×1920 at 30 frames a second with BT.709 tags, AAC at 48 kHz, and its index first', async () => {
    const facts = await ffmpeg('-i', video(), '-f', 'null', '-');
    expect(facts).toMatch(/Video: h264 \(High\).*yuv420p\(tv, bt709.*1080x1920.*30 fps/);
    expect(facts).toMatch(/Audio: aac \(LC\).*48000 Hz, stereo/);
    const bytes = await readFile(video());
    expect(bytes.indexOf('moov')).toBeGreaterThan(0);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  it('sounds at −14 ±0.5 LUFS under −1 dBTP', async () => {
    const report = await ffmpeg('-i', video(), '-map', '0:a', '-af', 'ebur128=peak=true', '-f', 'null', '-');
    const summary = report.slice(report.lastIndexOf('Summary:'));
    const loudness = Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]);
    const peak = Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]);
    expect(Math.abs(loudness + 14), `${loudness} LUFS`).toBeLessThanOrEqual(0.5);
    expect(peak, `${peak} dBTP`).toBeLessThanOrEqual(-1);
  });

  it('carries every word of the script in its captions, in order, with no cue of zero length', async () => {
    const script = JSON.parse(await readFile(result.artifacts['script.json'] as string, 'utf8')) as Script;
    const srt = await readFile(result.artifacts['captions.srt'] as string, 'utf8');
    const blocks = srt
      .trim()
      .split(/\n\n+/)
      .map((block) => block.split('\n'));
    const words = blocks.flatMap((lines) => lines.slice(2).join(' ').split(/\s+/));
    expect(words).toEqual(script.scenes.flatMap((scene) => scene.narration.split(/\s+/)));
    const seconds = (stamp = '') =>
      stamp.split(/[:,]/).reduce((sum, part, index) => sum + Number(part) * ([3600, 60, 1, 0.001][index] ?? 0), 0);
    let last = 0;
    for (const [, times = ''] of blocks) {
      const [start = 0, end = 0] = times.split(' --> ').map(seconds);
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      last = end;
    }
    expect(last).toBeLessThanOrEqual(result.durationSeconds);
    // The narration ends with the last word; the film may go on for two seconds.
    expect(result.durationSeconds - last).toBeLessThanOrEqual(2);
    expect(dirname(result.artifacts['captions.srt'] as string)).toBe(dirname(video()));
  });
});
