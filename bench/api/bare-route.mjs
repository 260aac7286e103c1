// @ts-check
// What the API is held against: a route of Fastify that verifies the token, makes one query and sends the row, and no more.
import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import fastify from 'fastify';
import { jwtVerify } from 'jose';
import pg from 'pg';
import { answerAsks, built, job } from '../measures/answer-asks.mjs';

/** @type {typeof import('../../src/infra/database/database.ts')} */
const { openDatabase } = await built('infra/database/database.js');
/** @type {typeof import('../../src/infra/database/records.ts')} */
const { createPipelineRecords } = await built('infra/database/records.js');
/** @type {typeof import('../../src/infra/database/column-parsers.ts')} */
const { columnParsers } = await built('infra/database/column-parsers.js');

// The same row in the same table: made by the program, read without it.
const database = await openDatabase(job.database);
await createPipelineRecords(database).write(job.record);
await database.close();

/** @type {(statement: string, values: string[]) => Promise<{ rows: any[] }>} */
let query;
if (job.database.url) {
  const getTypeParser = (/** @type {number} */ oid, /** @type {any} */ format) =>
    columnParsers[oid] ?? pg.types.getTypeParser(oid, format);
  const pool = new pg.Pool({ connectionString: job.database.url, max: 10, types: { getTypeParser } });
  query = (statement, values) => pool.query(statement, values);
} else {
  const pglite = await PGlite.create({ dataDir: join(job.database.folder, 'data'), parsers: columnParsers });
  query = (statement, values) => pglite.query(statement, values);
}

const byId = `select pipeline_id as "pipelineId", owner, topic, language, format, state, step, cost_usd as "costUsd",
  duration_seconds as "durationSeconds", publication_url as "publicationUrl", created_at as "createdAt",
  updated_at as "updatedAt", run_id as "runId", steps, artifacts
  from pipelines where pipeline_id = $1`;
const hmac = { name: 'HMAC', hash: 'SHA-256' };
const key = await webcrypto.subtle.importKey('raw', Buffer.from(job.secret), hmac, false, ['verify']);
const algorithms = ['HS256'];

const app = fastify();
app.get('/api/pipelines/:id', async (request, reply) => {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const { payload } = await jwtVerify(token, key, { algorithms, issuer: 'faceless', audience: 'faceless-api' });
  const { id } = /** @type {{ id: string }} */ (request.params);
  const { rows } = await query(byId, [id]);
  return rows[0]?.owner === payload.sub ? rows[0] : reply.code(404).send();
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });

answerAsks({ url: () => url });
