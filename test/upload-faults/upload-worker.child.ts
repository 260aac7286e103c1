import { readConfig } from '../../src/infra/config/config.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createMetrics } from '../../src/infra/metrics/metrics.ts';
import { temporalTarget } from '../../src/infra/temporal/connection.ts';
import { openResources } from '../../src/workers/resources.ts';
import { runWorkers } from '../../src/workers/run-workers.ts';

// The workers of uploads as the environment configures them, until killed. Says when they are ready.
const [codePath = ''] = process.argv.slice(2);
const config = readConfig();
const logger = createLogger({ level: config.logLevel, folder: config.logsFolder });
const resources = await openResources(config, logger, createMetrics());
const workers = await runWorkers({
  roles: ['orchestrator', 'uploader'],
  target: temporalTarget(config),
  resources,
  workflows: { codePath },
});
// Nobody is there any more who would kill it.
process.stdin.resume().on('end', () => process.exit());
process.stdout.write('ready\n');
await workers.ended;
