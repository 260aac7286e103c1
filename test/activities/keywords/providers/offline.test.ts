import { expect, test } from 'vitest';
import { createOfflineKeywords } from '../../../../src/activities/keywords/providers/offline.ts';
import { providerCall } from '../../stage-bench.ts';
import { request } from '../keyword-vendors.ts';

test('keywords cost nothing and have no figures', async () => {
  const provider = createOfflineKeywords();
  const answer = await provider.findIdeas(request, providerCall());
  expect(provider.name).toBe('offline');
  expect(answer.costUsd).toBe(0);
  expect(answer.value.fetchedAt).toBeUndefined();
  expect(answer.value.ideas[0]).toEqual({ text: 'octopuses have three hearts' });
  for (const idea of answer.value.ideas) expect(Object.keys(idea)).toEqual(['text']);
});

test('a cancelled call ends at once', async () => {
  await expect(
    createOfflineKeywords().findIdeas(request, providerCall({ signal: AbortSignal.abort() })),
  ).rejects.toThrow();
});
