import { describe, expect, it } from 'vitest';
import { Failure, failureTypes, isFailureType } from '../../src/contracts/failures.ts';

describe('a failure', () => {
  it.each(Object.entries(failureTypes))(
    'of type %s says whether to retry and what to do',
    (type, { retry, advice }) => {
      const failure = new Failure(type as keyof typeof failureTypes, 'what was wrong');
      expect(failure).toMatchObject({ name: 'Failure', type, retry, advice, message: 'what was wrong' });
      expect(advice).toMatch(/\.$/);
    },
  );

  it('keeps its cause, its facts and when to try again', () => {
    const cause = new Error('below');
    const failure = new Failure('RateLimited', 'slow down', { cause, retryAfterMs: 5, details: { limit: 1 } });
    expect(failure).toMatchObject({ cause, retryAfterMs: 5, details: { limit: 1 } });
    expect('cause' in new Failure('Internal', 'alone')).toBe(false);
  });

  it('has a type that is told from other words', () => {
    expect(isFailureType('DiskFull')).toBe(true);
    for (const other of ['toString', 'diskFull', undefined, 1]) expect(isFailureType(other)).toBe(false);
  });
});
