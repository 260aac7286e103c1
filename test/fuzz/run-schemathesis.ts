import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fuzzToolsFolder } from '../../setup/fetch-fuzz-tools.mjs';
import { dictionariesOf, examplesOf, withExamples } from './examples.ts';
import { type FuzzFigures, readFigures } from './fuzz-figures.ts';
import type { FuzzedService } from './fuzzed-service.ts';

/** For the title of what is skipped without schemathesis. */
export const fuzzingNeeds = 'node setup/fetch-fuzz-tools.mjs';

export const hasSchemathesis = (): boolean => existsSync(fuzzToolsFolder());

export interface FuzzOptions {
  phases: readonly ('examples' | 'coverage' | 'fuzzing' | 'stateful')[];
  /** Made up for each operation, in each phase that makes them up. */
  maxExamples: number;
  /** Whether what schemathesis says is shown while it runs, or kept. */
  shown: boolean;
}

export interface FuzzOutcome {
  /** Whether every check of every answer held. */
  passed: boolean;
  /** What schemathesis said, where that was kept. */
  said: string;
  figures: FuzzFigures;
}

/** Lets schemathesis at a service, as schemathesis.toml has it. */
export async function runSchemathesis(
  { url, token, seed }: FuzzedService,
  { phases, maxExamples, shown }: FuzzOptions,
): Promise<FuzzOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'faceless-schemathesis-'));
  try {
    const document = join(folder, 'openapi.json');
    const served = await (await fetch(`${url}/openapi.json`)).json();
    await writeFile(document, JSON.stringify(withExamples(served, examplesOf(seed))));
    for (const [name, words] of Object.entries(dictionariesOf(seed))) {
      await writeFile(join(folder, `${name}.txt`), words.map((word) => `${JSON.stringify(word)}\n`).join(''));
    }
    const config = join(folder, 'schemathesis.toml');
    await copyFile(join(import.meta.dirname, 'schemathesis.toml'), config);
    const events = join(folder, 'events.ndjson');
    const child = spawn(
      'python3',
      [
        ...['-m', 'schemathesis.cli', '--config-file', config, 'run', document, '--url', url],
        ...['--phases', phases.join(','), '--max-examples', String(maxExamples)],
        ...['--generation-database', 'none', '--report', 'ndjson', '--report-ndjson-path', events],
      ],
      {
        cwd: folder,
        env: { ...process.env, PYTHONPATH: fuzzToolsFolder(), PYTHONDONTWRITEBYTECODE: '1', FUZZ_TOKEN: token },
        stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      },
    );
    const said = Promise.all([child.stdout, child.stderr].map(async (stream) => (stream ? text(stream) : '')));
    const [code] = (await once(child, 'close')) as [number | null];
    return { passed: code === 0, said: (await said).join(''), figures: await readFigures(events, served) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
