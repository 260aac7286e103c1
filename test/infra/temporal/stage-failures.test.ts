import { ServiceError } from '@temporalio/client';
import { ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { stageFailure, startFailure } from '../../../src/infra/temporal/stage-failures.ts';

const place = { id: 'stage-script-1', role: 'script-generator' } as const;

it('an activity’s failure keeps its type and message; what is unknown or internal says only where the log has it', () => {
  const known = stageFailure(ApplicationFailure.create({ type: 'DiskFull', message: 'the disk is full' }), place);
  expect(known).toMatchObject({ type: 'DiskFull', message: 'the disk is full' });
  for (const type of ['Internal', 'TypeError', undefined]) {
    const { type: said, message } = stageFailure(ApplicationFailure.create({ type, message: '/etc/secrets' }), place);
    expect(said).toBe('Internal');
    expect(message).toContain(place.id);
    expect(message).not.toContain('/etc/secrets');
  }
});

it('a try that lasted too long is a Timeout of its role', () => {
  const { type, message } = stageFailure(new TimeoutFailure('late', undefined, 'HEARTBEAT'), place);
  expect([type, message]).toEqual(['Timeout', 'the role script-generator did not finish stage-script-1 in time']);
});

it('a server that runs no standalone activities is named as the reason', () => {
  const refused = Object.assign(new Error('12 UNIMPLEMENTED'), { code: 12, details: 'disabled', metadata: {} });
  expect(startFailure(new ServiceError('Failed to start activity', { cause: refused }))).toMatchObject({
    type: 'Unavailable',
    message: expect.stringContaining('activity.enableStandalone') as string,
  });
  const other = new ServiceError('Failed', { cause: Object.assign(refused, { code: 13 }) });
  expect(startFailure(other)).toBe(other);
});
