import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { startDevServer } from '../../src/infra/temporal/dev-server.ts';
import { testTools } from './tools.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    temporalAddress: string;
    workflowBundle: string;
    /** For what is made once in a run by whoever needs it first. Gone afterwards. */
    sharedFolder: string;
  }
}

/** Test files run side by side on one server: each worker process of Vitest has a namespace of its own. */
const namespaces = Array.from({ length: 8 }, (_, index) => `test-${index + 1}`);

/** One dev server and one workflow bundle for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'faceless-tests-'));
  const [server, { code }] = await Promise.all([
    startDevServer({ cli: testTools().temporal, logsFolder: folder, namespaces, port: 0, ui: false }),
    bundleWorkflowCode({ workflowsPath: join(projectRoot, 'src/workflows/index.ts'), logger: quiet }),
  ]);
  const workflowBundle = join(folder, 'workflow-bundle.js');
  await writeFile(workflowBundle, code);
  project.provide('temporalAddress', server.address);
  project.provide('workflowBundle', workflowBundle);
  project.provide('sharedFolder', folder);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

const ignore = () => {};
const quiet = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
