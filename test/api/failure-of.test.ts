import { expect, it } from 'vitest';
import { failureOf } from '../../src/api/failure-of.ts';
import { databaseFailure } from '../../src/infra/database/database-failures.ts';

const answerTo = (code: string, message: string) =>
  failureOf(databaseFailure(Object.assign(new Error(message), { code }), 'the database', '10.0.0.7:5432/films'), 0);

it.each([
  ['that is away', 'ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.7:5432', 'ProviderUnavailable'],
  ['whose name is not known', 'ENOTFOUND', 'getaddrinfo ENOTFOUND 10.0.0.7', 'ProviderUnavailable'],
  ['that refuses this machine', '28000', 'no pg_hba.conf entry for host "10.0.0.7", user "ada"', 'Unavailable'],
  ['that is not there', '3D000', 'database "films" does not exist', 'Unavailable'],
  ['that is full', '53100', 'could not extend file "base/1": No space left on device', 'DiskFull'],
])('a database %s is nothing the request could correct, and its address is not told', (_, code, message, type) => {
  const failure = answerTo(code, message);
  expect(failure.type).toBe(type);
  expect(failure.message).toMatch(/^the database: /);
  expect(failure.message).not.toContain('10.0.0.7');
});

it('a request that is wrong stays so', () => {
  const failure = failureOf(Object.assign(new Error('wrong'), { code: 'FST_ERR_VALIDATION', statusCode: 400 }), 0);
  expect(failure.type).toBe('InvalidInput');
});
