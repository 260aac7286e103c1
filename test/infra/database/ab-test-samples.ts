import type { AbTestPlan } from '../../../src/contracts/ab-test.ts';
import type { AbTestRecord, AbTestSubject } from '../../../src/contracts/ab-test-run.ts';

export const samplePlan: AbTestPlan = {
  ...{ seed: 4_294_967_295, startDay: '2026-12-01', startsAt: '2026-12-01T08:00:00.000Z', schedule: 'abbaabab' },
  channelId: 'UC-sample',
  registeredAt: '2026-11-30T21:15:00.123Z',
  power: {
    ...{ impressionsPerDay: 2000.5, rate: 0.1 + 0.2, spread: 0.15, isMeasured: true },
    ...{ detectableEffect: 0.21, daysForAFifth: 31 },
  },
};

const thumbnail = (digit: string) => ({ sha256: digit.repeat(64), bytes: 90_000, mediaType: 'image/jpeg' as const });

export function sampleSubject(changes: Partial<AbTestSubject> = {}): AbTestSubject {
  return {
    ...{ testId: 'abtest-octopus-k3f9x2', owner: 'local', topic: 'Why do octopuses have three hearts?' },
    video: { target: 'youtube', id: 'dQw4w9WgXcQ' },
    variants: [
      { id: 'a', name: 'Ünïcode "hearts" 🐙', thumbnail: thumbnail('a') },
      { id: 'b', thumbnail: thumbnail('b') },
    ],
    design: { metric: 'ctr', days: 28, alpha: 0.05, atEnd: 'apply' },
    ...changes,
  };
}

export function sampleAbTest(changes: Partial<AbTestRecord> = {}): AbTestRecord {
  return {
    ...sampleSubject(),
    ...{ state: 'planning', days: [], notices: [] },
    ...{ createdAt: '2026-11-30T21:15:00.000Z', updatedAt: '2026-11-30T21:15:01.500Z' },
    ...changes,
  };
}
