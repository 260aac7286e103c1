// @ts-check
// The contender: the API of the program, built and wired as `start` does it, in a process of its own.
import { Connection } from '@temporalio/client';
import { sql } from 'kysely';
import { answerAsks, built, job } from '../measures/answer-asks.mjs';

/** @type {typeof import('../../src/cli/serve-api.ts')} */
const { serveApi } = await built('cli/serve-api.js');
/** @type {typeof import('../../src/infra/config/config.ts')} */
const { readConfig } = await built('infra/config/config.js');
/** @type {typeof import('../../src/infra/logging/logger.ts')} */
const { createLogger } = await built('infra/logging/logger.js');
/** @type {typeof import('../../src/infra/metrics/metrics.ts')} */
const { createMetrics } = await built('infra/metrics/metrics.js');
/** @type {typeof import('../../src/infra/database/records.ts')} */
const { createPipelineRecords } = await built('infra/database/records.js');
/** @type {typeof import('../../src/workers/resources.ts')} */
const { openResources } = await built('workers/resources.js');

const config = readConfig(job.environment);
const logger = createLogger({ level: config.logLevel, folder: config.logsFolder });
const resources = await openResources(config, logger, createMetrics());
const { kysely } = await resources.database();
const records = createPipelineRecords({ kysely });
// Where no row needs Temporal there is none, and the connection is never made.
const connection = Connection.lazy({ address: job.temporal ?? '127.0.0.1:9' });
const { url } = await serveApi({ resources, connection, namespace: 'default' });

answerAsks({
  url: () => url,
  sql: async (/** @type {string} */ statement) => (await sql.raw(statement).execute(kysely)).rows,
  write: async (/** @type {import('../../src/contracts/records.ts').RecordPipelineInput[]} */ inputs) => {
    for (const input of inputs) await records.write(input);
  },
  collect: () => globalThis.gc?.(),
  memory: () => process.memoryUsage().rss / 1e6,
});
