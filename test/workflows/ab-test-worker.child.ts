import { createLogger } from '../../src/infra/logging/logger.ts';
import { connectWorkers } from '../../src/infra/temporal/connection.ts';
import { installRuntime } from '../../src/workers/runtime.ts';
import { createFakeStages } from '../support/fake-stages.ts';
import { runRoleWorkers } from '../support/role-workers.ts';

// Workers of a process of their own, for a test that kills it. A day of an A/B test takes them a moment.
const [address = '', namespace = '', workflowBundle = ''] = process.argv.slice(2);
installRuntime(createLogger({ level: 'silent' }));
const connection = await connectWorkers({ address, namespace, tls: false });
await runRoleWorkers(createFakeStages({ dayMs: 400 }).activities, workflowBundle, { connection, namespace });
process.stdout.write('ready\n');
