import { expect, test } from 'vitest';
import { createOfflineKeywords } from '../../../../src/activities/keywords/providers/offline.ts';
import { keywordSetSchema } from '../../../../src/contracts/keywords.ts';
import { providerCall } from '../../stage-bench.ts';

const call = providerCall();

test('keywords cost nothing and say that they were not measured', async () => {
  const provider = createOfflineKeywords();
  const answer = await provider.fetchKeywords({ topic: 'Why do octopuses have three hearts?', language: 'en' }, call);
  expect(provider.name).toBe('offline');
  expect(answer).toMatchObject({ costUsd: 0, value: { measured: false, primary: 'octopuses have three hearts' } });
  expect(answer.note).toMatch(/no search volumes/);
  expect(keywordSetSchema.safeParse(answer.value).success).toBe(true);
});

test('a cancelled call ends at once', async () => {
  const request = { topic: 'Tea', language: 'en' } as const;
  await expect(
    createOfflineKeywords().fetchKeywords(request, providerCall({ signal: AbortSignal.abort() })),
  ).rejects.toThrow();
});
