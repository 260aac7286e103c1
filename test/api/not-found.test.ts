import { expect, it } from 'vitest';
import { createBareApp } from '../../src/api/bare-app.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';

const app = createBareApp({ logger: createLogger({ level: 'silent' }) });
app.get('/things', () => ({}));
app.post('/things', () => ({}));
const answerTo = (method: string, url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: method as 'POST', url, headers, ...(headers['content-type'] && { payload: 'words' }) });

it.each([
  ['with a body of another type', 'DELETE', { 'content-type': 'text/plain' }],
  ['with a body that is no JSON', 'PUT', { 'content-type': 'application/json' }],
  ['of a method that needs a body, without one', 'QUERY', {}],
])('a method the address does not know is refused as such, also %s', async (_, method, headers) => {
  const answer = await answerTo(method, '/things', headers as Record<string, string>);
  expect(answer.statusCode).toBe(405);
  expect(answer.headers.allow).toBe('GET, HEAD, POST');
});

it('an address that there is not is not found, whatever is sent to it', async () => {
  expect((await answerTo('POST', '/nothing', { 'content-type': 'text/plain' })).statusCode).toBe(404);
  expect((await answerTo('POST', '/nothing', { 'content-type': 'application/json' })).statusCode).toBe(404);
});
