import { readFile } from 'node:fs/promises';
import { ServiceError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/api/failure-of.ts';
import { problemSchema, toProblem } from '../../src/api/problems.ts';
import { Failure, type FailureType, failureTypes } from '../../src/contracts/failures.ts';

const bodyLimit = 1024;
const types = Object.keys(failureTypes) as FailureType[];

describe('the problem of a failure', () => {
  it.each(types)('of type %s has a status of an error, and says what the failure says', (type) => {
    const { status, headers, body } = toProblem(new Failure(type, 'said so'), 'r-1');
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(problemSchema.parse(body)).toEqual({
      type: `urn:faceless:problem:${type}`,
      title: body.title,
      status,
      detail: 'said so',
      advice: failureTypes[type].advice,
      requestId: 'r-1',
    });
    expect(body.title).toMatch(/^[A-Z][a-z]+( [a-z]+)*$/);
  });

  it('has the status that docs/errors.md gives its type', async () => {
    const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| (\d{3}) \| ([^|;]+)[^|]* \|$/gm)].flatMap(([, status, names = '']) =>
      names
        .trim()
        .split(', ')
        .map((name) => [name, Number(status)]),
    );
    const given = types.map((type) => [type, toProblem(new Failure(type, 'x'), 'r').status]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(given));
  });

  it('names the places that are not right', () => {
    const errors = [{ path: 'body.topic', message: 'is empty' }];
    expect(toProblem(new Failure('InvalidInput', 'x', { details: { errors } }), 'r').body.errors).toEqual(errors);
  });

  it('tells when to ask again: as long as the failure says, else five seconds where something is away', () => {
    const retryAfter = (failure: Failure) => toProblem(failure, 'r').headers['retry-after'];
    expect(retryAfter(new Failure('TooManyRequests', 'x', { retryAfterMs: 1001 }))).toBe('2');
    expect(retryAfter(new Failure('Conflict', 'x', { retryAfterMs: 1000 }))).toBe('1');
    expect(retryAfter(new Failure('Unavailable', 'x'))).toBe('5');
    expect(retryAfter(new Failure('Conflict', 'x'))).toBeUndefined();
    expect(retryAfter(new Failure('Internal', 'x'))).toBeUndefined();
  });

  it('says how to log in where nobody is', () => {
    expect(toProblem(new Failure('NotAuthenticated', 'x'), 'r').headers['www-authenticate']).toBe('Bearer');
  });

  it('may have another status of its type', () => {
    const { status, body } = toProblem(new Failure('NotSupported', 'x', { details: { status: 501 } }), 'r');
    expect([status, body.status]).toEqual([501, 501]);
  });

  it('never holds the details or the cause of the failure', () => {
    const failure = new Failure('Unavailable', 'x', { details: { key: 'sk-1' }, cause: new Error('sk-2') });
    expect(JSON.stringify(toProblem(failure, 'r'))).not.toMatch(/sk-/);
  });
});

describe('what went wrong', () => {
  it.each([undefined, null, 'sk-secret', 7, {}, new Error('sk-secret'), new TypeError('x is not a function')])(
    'is ours when it is %s, and nothing of it is told',
    (thrown) => {
      const failure = failureOf(thrown, bodyLimit);
      expect(failure.type).toBe('Internal');
      expect(failure.cause).toBe(thrown);
      expect(failure.message).toBe('something went wrong here: the log has it under the request id');
    },
  );

  it('is ours when a library put a status on its error', () => {
    for (const code of ['ENOENT', undefined]) {
      const error = Object.assign(new Error('/etc/secrets/key is missing'), { statusCode: 404, code });
      expect(failureOf(error, bodyLimit).type).toBe('Internal');
    }
  });

  it('is a failure as it was thrown', () => {
    const failure = new Failure('Conflict', 'x');
    expect(failureOf(failure, bodyLimit)).toBe(failure);
  });

  it.each([
    ['FST_ERR_CTP_BODY_TOO_LARGE', 413, 'TooLarge', 'the body is larger than the 1024 bytes this address takes'],
    ['FST_REQ_FILE_TOO_LARGE', 413, 'TooLarge', 'said'],
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 415, 'NotSupported', 'the body is of a type that this address does not take'],
    [
      'FST_INVALID_MULTIPART_CONTENT_TYPE',
      406,
      'NotSupported',
      'the body is of a type that this address does not take',
    ],
    ['FST_ERR_CTP_INVALID_JSON_BODY', 400, 'InvalidInput', 'said'],
    [
      'FST_ERR_RESPONSE_SERIALIZATION',
      500,
      'Internal',
      'something went wrong here: the log has it under the request id',
    ],
  ])('is said in our words for %s', (code, statusCode, type, message) => {
    expect(failureOf(Object.assign(new Error('said'), { code, statusCode }), bodyLimit)).toMatchObject({
      type,
      message,
    });
  });

  const grpcError = (code: number) => Object.assign(new Error('rpc'), { code, details: 'd', metadata: {} });

  it.each([4, 8, 14])('is that Temporal is away for its gRPC status %i, wrapped or not', (code) => {
    for (const error of [grpcError(code), new ServiceError('no', { cause: grpcError(code) })]) {
      expect(failureOf(error, bodyLimit)).toMatchObject({
        type: 'Unavailable',
        message: expect.stringMatching(/^Temporal does not answer/) as string,
      });
    }
  });

  it('is ours when Temporal refuses what it was asked', () => {
    expect(failureOf(new ServiceError('no', { cause: grpcError(3) }), bodyLimit).type).toBe('Internal');
    expect(failureOf(new ServiceError('no'), bodyLimit).type).toBe('Internal');
  });
});
