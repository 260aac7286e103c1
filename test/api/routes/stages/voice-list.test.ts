import { describe, expect, it } from 'vitest';
import { createVoiceList } from '../../../../src/api/routes/stages/voice-list.ts';
import { Failure } from '../../../../src/contracts/failures.ts';
import { type ListVoicesResult, offlineVoices } from '../../../../src/contracts/voices.ts';
import type { StageRun } from '../../../../src/infra/temporal/stage-client.ts';

const answer: ListVoicesResult = {
  voices: [{ voice: 'alloy', provider: 'openai', languages: ['en', 'he'], defaultOf: ['he'] }],
  notes: [],
};
const done: StageRun = { id: 'x', state: 'done', attempt: 1, startedAt: '', result: answer };

/** Stages whose end is what the test says, with how often they were started. */
function stagesThat(settled: () => Promise<StageRun>, start = async () => {}) {
  const counted = { started: 0, settled };
  return Object.assign(counted, {
    async start() {
      counted.started += 1;
      await start();
    },
  });
}

describe('the list of voices', () => {
  it('has a voice once for each language, and the offline voices last', async () => {
    const { voices, notes } = await createVoiceList(stagesThat(async () => done))('ada');
    expect(voices.slice(0, 2)).toEqual([
      { voice: 'alloy', provider: 'openai', language: 'en', kind: 'neural', isDefault: false, cached: false },
      { voice: 'alloy', provider: 'openai', language: 'he', kind: 'neural', isDefault: true, cached: false },
    ]);
    expect(voices.slice(2)).toEqual(offlineVoices.map((voice) => ({ ...voice, cached: true })));
    expect(notes).toEqual([]);
  });

  it('asks once for all who want it at the same time', async () => {
    const stages = stagesThat(async () => done);
    const list = createVoiceList(stages);
    await Promise.all([list('ada'), list('bob')]);
    expect(stages.started).toBe(1);
  });

  it.each([
    [
      'Temporal is away',
      async () => done,
      () => Promise.reject(new Failure('Unavailable', 'Temporal is away')),
      'Temporal is away',
    ],
    [
      'Temporal breaks off',
      () => Promise.reject(new Error('14 UNAVAILABLE')),
      async () => {},
      'Temporal does not answer',
    ],
    [
      'no worker takes it up',
      async () => ({
        ...done,
        state: 'failed' as const,
        result: undefined,
        failure: new Failure('Timeout', 'no worker'),
      }),
      async () => {},
      'no worker',
    ],
  ])('has the offline voices when %s, says so, and asks again after a while', async (_, settled, start, reason) => {
    const stages = stagesThat(settled, start);
    const list = createVoiceList(stages, { restMs: 60_000 });
    const { voices, notes } = await list('ada');
    expect(voices).toHaveLength(offlineVoices.length);
    expect(notes).toEqual([`The voices of other providers are missing: ${reason}.`]);
    await list('ada');
    expect(stages.started).toBe(1);
    const hasty = createVoiceList(stages, { restMs: -1 });
    await hasty('ada');
    await hasty('ada');
    expect(stages.started).toBe(3);
  });

  it('does not let a person wait for long; what comes late is there for the next', async () => {
    let finish = (_run: StageRun) => {};
    const list = createVoiceList(
      stagesThat(() => new Promise((resolve) => (finish = resolve))),
      { patienceMs: 20 },
    );
    const first = await list('ada');
    expect(first.voices).toHaveLength(offlineVoices.length);
    expect(first.notes).toHaveLength(1);
    finish(done);
    await expect.poll(async () => (await list('ada')).voices[0]?.provider).toBe('openai');
  });
});
