import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resampleIdeally } from '../../bench/measures/ideal-resample.ts';
import { runMeasured } from '../../bench/measures/run-measured.ts';
import { type Plane, ssim } from '../../bench/measures/ssim.ts';
import { readRenderOptions } from '../../bench/render/options.ts';
import { rowsAsMarkdown } from '../../bench/show-rows.ts';
import { seeded } from '../engines/film/captions/samples.ts';

const waves = (width: number, height: number, shift: number): Plane => ({
  width,
  height,
  values: Array.from({ length: width * height }, (_, at) => {
    return 128 + 60 * Math.sin(((at % width) + shift) / 5) + 40 * Math.cos(Math.floor(at / width) / 7);
  }),
});

describe('the measures of the bench', () => {
  it('count the CPU time of a process, of its threads and of the processes it starts', async () => {
    // Until the process has used so much: how long that takes depends on who else wants the machine.
    const burn = 'while (process.cpuUsage().user < 400_000) for (let spin = 0; spin < 1e6; spin++);';
    const script = [
      `new (require('worker_threads').Worker)(${JSON.stringify(burn)}, { eval: true });`,
      `require('child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(burn)}]);`,
    ].join('\n');
    const { cpuSeconds } = await runMeasured(process.execPath, ['-e', script]);
    expect(cpuSeconds).toBeGreaterThan(0.75);
    expect(cpuSeconds).toBeLessThan(3);
  });

  it('say what a command that failed said', async () => {
    await expect(runMeasured('sh', ['-c', 'echo no such film >&2; exit 3'])).rejects.toThrow(/code 3:\nno such film/);
  });

  it('find a view of waves that was computed between the pixels equal to the waves themselves', () => {
    const seen = resampleIdeally(waves(80, 60, 0), { left: 8.25, top: 8, step: 1 }, 48, 40);
    const meant = waves(80, 60, 0.25);
    for (const [x, y] of [
      [0, 0],
      [17, 9],
      [47, 39],
    ] as const) {
      expect(seen.values[y * 48 + x]).toBeCloseTo(meant.values[(y + 8) * 80 + x + 8] as number, 0);
    }
  });

  it('give 1 to equal planes, less to a shifted one, and little to noise', () => {
    const random = seeded(3);
    const plane = waves(64, 64, 0);
    const noise = { ...plane, values: Array.from(plane.values, () => 255 * random()) };
    expect(ssim(plane, plane)).toBeCloseTo(1, 9);
    expect(ssim(plane, waves(64, 64, 0.5))).toBeLessThan(0.999);
    expect(ssim(plane, noise)).toBeLessThan(0.2);
  });
});

describe('the rows of the bench', () => {
  it('are chosen by name, and a name that is none is refused with those there are', () => {
    expect(readRenderOptions(['--only', 'jitter-px']).wants('resample-ssim')).toBe(false);
    expect(readRenderOptions(['--skip-long']).wants('cpu-growth-20')).toBe(false);
    expect(() => readRenderOptions(['--only', 'jiter-px'])).toThrow(/no row jiter-px; there are .*jitter-px/);
    expect(() => readRenderOptions(['--repeats', '0'])).toThrow('--repeats takes a whole number from 1, not 0');
  });

  it('are all explained in the documentation', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/benchmarks.md'), 'utf8');
    const names = [...refusalOf(['--only', 'none']).matchAll(/[a-z0-9]+(?:-[a-z0-9]+)+/g)].map(([name]) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(page.match(new RegExp(`^\\| \`${name}\``, 'gm')), name).toHaveLength(2);
  });

  it('become a table for the documentation', () => {
    const row = {
      figure: 'a',
      value: 1.2345,
      reference: 1,
      ratio: 1.2345,
      unit: 's',
      limit: 'ratio ≤ 1',
      holds: false,
    };
    expect(rowsAsMarkdown([row]).split('\n')[2]).toBe('| `a` | 1.23 s | 1 s | 1.234 | ratio ≤ 1 | OVER |  |');
  });
});

function refusalOf(args: string[]): string {
  try {
    readRenderOptions(args);
  } catch (error) {
    return String(error);
  }
  return '';
}
