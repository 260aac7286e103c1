import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SimulateOptions, simulate } from '../../../src/cli/commands/abtest-simulate.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';

let printed: string;
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const context = { config: readConfig({}), logger: createLogger({ level: 'silent' }) };
const usual: SimulateOptions = {
  ...{ days: '14', variants: '2', effect: '100%', impressions: '2000', rate: '4%', spread: '15%', alpha: '5%' },
  ...{ seed: '7', tests: '1' },
};
const play = (changes: Partial<SimulateOptions> = {}) => simulate(context, { ...usual, ...changes });

describe('abtest simulate', () => {
  it('tells the truth first, then a line a morning, then the finding beside the truth', async () => {
    expect(await play()).toBe(0);
    const lines = printed.split('\n');
    expect(printed).toContain('The truth, which the test is not told: B is 100 % better than A.');
    const head = lines.findIndex((line) => line.startsWith('Day  Shown  What is known'));
    expect(lines[head + 1]).toMatch(/^ {2}1 {2}[AB] {6}No day counts yet/);
    const mornings = lines.flatMap((line) => /^ {1,2}(\d+) {2}[AB-] /.exec(line)?.[1] ?? []).map(Number);
    expect(mornings.length).toBeGreaterThan(8);
    expect(mornings).toEqual(mornings.map((_, index) => index + 1));
    expect(printed).toMatch(/^Found {4}B has the better click rate; .* sure; \d+ days\./m);
    expect(printed).toMatch(/^Truth {4}B is 100 % better than A\. The test is right\.$/m);
    expect(printed).toMatch(/^Usually {2}Who looks every day/m);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it('is right to name none where all are alike', async () => {
    await play({ effect: '0' });
    expect(printed).toContain('The truth, which the test is not told: all are alike.');
    expect(printed).toMatch(/Truth {4}all are alike\. The test is (right to name none|wrong, by chance)\./);
  });

  it('prints exactly one JSON object for programs, with each morning', async () => {
    await play({ json: true });
    expect(printed.trimEnd().split('\n')).toHaveLength(1);
    const { effects, mornings, judgement } = JSON.parse(printed) as Record<string, Record<string, unknown>[]>;
    expect(effects).toEqual([0, 1]);
    expect(mornings?.at(-1)).toMatchObject({ morning: mornings?.length, hasEnded: true, verdict: 'winner' });
    expect(judgement).toMatchObject({ winner: 'b' });
  });

  it('says of many tests how often which was named', async () => {
    await play({ tests: '6', effect: '60%,0', variants: '3' });
    expect(printed).toMatch(/^ +B, rightly +Another +None$/m);
    expect(printed).toMatch(/^This test +\d+ % /m);
    expect(printed).toMatch(/^Stop at 95 % +/m);
    expect(printed).toContain('Of 6 tests.');
  });

  it('saves the report as a picture', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faceless-abtest-'));
    const out = join(folder, 'report.png');
    await play({ out });
    expect((await readFile(out)).subarray(1, 4).toString()).toBe('PNG');
    expect(printed.trimEnd().endsWith(out)).toBe(true);
    await expect(play({ out: join(folder, 'nowhere/report.png') })).rejects.toMatchObject({ type: 'InvalidInput' });
    await rm(folder, { recursive: true });
  });

  it.each([
    [{ days: '13' }, '--days 13: give a whole number from 14 to 365'],
    [{ variants: '5' }, '--variants 5: give a whole number from 2 to 4'],
    [{ effect: '200%' }, '--effect 200%: give a share from -90% to 100%'],
    [{ rate: '4' }, '--rate 4: give a share from 0.1% to 50%'],
    [{ alpha: 'five' }, '--alpha five: give a share from 0.1% to 20%'],
    [{ seed: '-1' }, '--seed -1: give a whole number from 0 to 4294967295'],
    [{ tests: '2', out: 'x.png' }, '--out is of a single test: leave out --tests'],
    [{ effect: '1%,2%' }, '--effect 1%,2%: give one, of the last of 2 variants, or one for each after the first'],
  ])('refuses %o with a sentence, before anything is printed', async (changes, message) => {
    await expect(play(changes)).rejects.toMatchObject({ type: 'InvalidInput', message });
    expect(printed).toBe('');
  });
});
