// @ts-check
// Run by the build as a process of its own: `node setup/bundle-workflows.mjs <target>`.
import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const target = process.argv[2];
if (!target) throw new Error('usage: node setup/bundle-workflows.mjs <target>');

const workflows = resolve(import.meta.dirname, '../src/workflows');
// Interceptors run inside the workflows' sandbox, so the bundle has to hold them.
const interceptors = resolve(workflows, 'interceptors.ts');
const { code } = await bundleWorkflowCode({
  workflowsPath: resolve(workflows, 'index.ts'),
  workflowInterceptorModules: existsSync(interceptors) ? [interceptors] : [],
  logger: new DefaultLogger('WARN'),
});
const temporary = `${target}.${process.pid}`;
await writeFile(temporary, code);
await rename(temporary, target);
