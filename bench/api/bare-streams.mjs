// @ts-check
// What held streams are held against: answers of Fastify that were begun with the same bytes and are not ended.
import fastify from 'fastify';
import { answerAsks, job } from '../measures/answer-asks.mjs';

const app = fastify();
app.get('/', (_, reply) => {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.raw.write(job.bytes);
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });

answerAsks({ url: () => url, collect: () => globalThis.gc?.(), memory: () => process.memoryUsage().rss / 1e6 });
