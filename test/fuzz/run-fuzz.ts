import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { fetchFuzzTools } from '../../setup/fetch-fuzz-tools.mjs';
import { explain } from '../../setup/problem.mjs';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { startDevServer } from '../../src/infra/temporal/dev-server.ts';
import { testTools } from '../support/tools.ts';
import type { FuzzFigures } from './fuzz-figures.ts';
import { openFuzzedService } from './fuzzed-service.ts';
import { runSchemathesis } from './run-schemathesis.ts';

/** `npm run test:fuzz`: schemathesis at the whole service, for some minutes. Ends with 1 when a check did not hold. */
const fewestCases = 2000;

try {
  process.exitCode = (await fuzz()) ? 0 : 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function fuzz(): Promise<boolean> {
  await fetchFuzzTools(console.error);
  const folder = await mkdtemp(join(tmpdir(), 'faceless-fuzz-'));
  const server = await startDevServer({ cli: testTools().temporal, logsFolder: folder, port: 0, ui: false });
  // Asked to stop, what was started is ended and deleted first: the service's own close would wait for what runs.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void clear().then(() => process.exit(1)));
  }
  async function clear(): Promise<void> {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  try {
    console.error('starting the service, with something of everything in it');
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(projectRoot, 'src/workflows/index.ts'),
      logger: new DefaultLogger('WARN'),
    });
    const workflowBundle = join(folder, 'workflow-bundle.js');
    await writeFile(workflowBundle, code);
    const service = await openFuzzedService({ address: server.address, namespace: 'default', workflowBundle });
    const began = Date.now();
    try {
      const { passed, figures } = await runSchemathesis(service, {
        phases: ['examples', 'coverage', 'fuzzing', 'stateful'],
        maxExamples: 60,
        shown: true,
      });
      console.log(summaryOf(figures, (Date.now() - began) / 1000));
      return passed && figures.cases >= fewestCases && figures.unreached.length === 0;
    } finally {
      await service.close();
    }
  } finally {
    await clear();
  }
}

function summaryOf(figures: FuzzFigures, seconds: number): string {
  const { operations, unreached, cases, checks, kinds, failures, statuses } = figures;
  const answers = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`);
  return [
    '',
    `${operations} operations, ${cases} requests (${fewestCases} at least), ${seconds.toFixed(0)} s`,
    `${checks} checks of ${kinds.length} kinds, ${failures} failures: ${kinds.join(', ')}`,
    `answers: ${answers.join(', ')}`,
    ...unreached.map((operation) => `never answered with success: ${operation}`),
  ].join('\n');
}
