import { describe, expect, it } from 'vitest';
import { defineStage } from '../../src/activities/stage.ts';
import { Failure, type FailureType } from '../../src/contracts/failures.ts';
import type { StageInput, StageOutcome } from '../../src/contracts/stages.ts';
import { activityEnvironment, failureOf, stageInput, useStageBench } from './stage-bench.ts';

const bench = useStageBench();

interface Poet {
  name: string;
  fails?: FailureType;
  refusesBefore?: FailureType;
}

/** A stage of poets, with who was asked in which order. */
function stageOf(...poets: Poet[]) {
  const asked: string[] = [];
  const stage = defineStage<StageInput, Poet, Poet, StageOutcome>(bench, {
    name: 'writePoem',
    step: 'script',
    version: 1,
    providers: () => poets,
    prepare(_, poet) {
      if (poet.refusesBefore) throw new Failure(poet.refusesBefore, `${poet.name} knows no such voice`);
      return poet;
    },
    key: () => 'poem',
    async make({ name, fails }) {
      asked.push(name);
      if (fails) throw new Failure(fails, `${name} is away`);
      return { costUsd: 0 };
    },
  });
  const run = (attempt = 1) => activityEnvironment({ attempt }).run(stage, stageInput());
  return { asked, run };
}

describe('a stage with a second choice', () => {
  it('does not ask it while the first serves', async () => {
    const { asked, run } = stageOf({ name: 'homer' }, { name: 'virgil' });
    expect(await run()).toMatchObject({ provider: 'homer' });
    expect(asked).toEqual(['homer']);
  });

  it.each<FailureType>(['BadCredentials', 'QuotaExceeded', 'ContentRefused', 'UnsupportedLanguage'])(
    'goes on with it at once at %s, says which served, and why',
    async (fails) => {
      const { run } = stageOf({ name: 'homer', fails }, { name: 'virgil' });
      expect(await run()).toMatchObject({ provider: 'virgil', note: 'homer could not: homer is away.' });
    },
  );

  it.each<FailureType>(['ProviderUnavailable', 'RateLimited', 'InvalidAnswer'])(
    'gives the first two tries at %s before the second takes over',
    async (fails) => {
      const { asked, run } = stageOf({ name: 'homer', fails }, { name: 'virgil' });
      for (const attempt of [1, 2]) expect(await failureOf(run(attempt))).toMatchObject({ type: fails });
      expect(asked).toEqual(['homer', 'homer']);
      expect(await run(3)).toMatchObject({ provider: 'virgil' });
    },
  );

  it.each<FailureType>(['BudgetExceeded', 'InvalidInput', 'DiskFull'])('never goes on with it at %s', async (fails) => {
    const { asked, run } = stageOf({ name: 'homer', fails }, { name: 'virgil' });
    expect(await failureOf(run(9))).toMatchObject({ type: fails });
    expect(asked).toEqual(['homer']);
  });

  it('goes on with it when the first can’t even begin', async () => {
    const { asked, run } = stageOf({ name: 'homer', refusesBefore: 'UnsupportedLanguage' }, { name: 'virgil' });
    expect(await run()).toMatchObject({ provider: 'virgil', note: 'homer could not: homer knows no such voice.' });
    expect(asked).toEqual(['virgil']);
  });

  it('fails as the last one does when none can', async () => {
    const { asked, run } = stageOf(
      { name: 'homer', fails: 'QuotaExceeded' },
      { name: 'virgil', fails: 'BadCredentials' },
    );
    expect(await failureOf(run())).toMatchObject({ type: 'BadCredentials' });
    expect(asked).toEqual(['homer', 'virgil']);
  });

  it('takes what the second made before, instead of paying the first', async () => {
    await stageOf({ name: 'homer', fails: 'QuotaExceeded' }, { name: 'virgil' }).run();
    const { asked, run } = stageOf({ name: 'homer' }, { name: 'virgil' });
    expect(await run()).toMatchObject({ provider: 'virgil', found: true, costUsd: 0 });
    expect(asked).toEqual([]);
  });
});

describe('a part of a stage', () => {
  it('is made once for the same inputs, though the stage fails after it', async () => {
    let drafts = 0;
    let fails = true;
    const stage = defineStage<StageInput, Poet, Poet, StageOutcome>(bench, {
      ...{ name: 'writePoem', step: 'script', version: 1 },
      providers: () => [{ name: 'homer' }],
      prepare: (_, poet) => poet,
      key: () => 'poem',
      async make(_, { part }) {
        const { value, found } = await part('draft', { line: 1 }, async () => ({ draft: ++drafts }));
        expect(found).toBe(!fails);
        if (fails) throw new Failure('ProviderUnavailable', 'away');
        return { costUsd: 0, note: `draft ${value.draft}` };
      },
    });
    await failureOf(activityEnvironment().run(stage, stageInput()));
    fails = false;
    expect(await activityEnvironment().run(stage, stageInput())).toMatchObject({ note: 'draft 1' });
    expect(drafts).toBe(1);
  });
});
