import { expect, test } from 'vitest';
import { createOfflineScript } from '../../../../src/activities/script/providers/offline.ts';
import { scriptSchema } from '../../../../src/contracts/script.ts';
import { providerCall } from '../../stage-bench.ts';

const call = providerCall();
const request = { topic: 'L’histoire du café', language: 'fr', format: 'short', durationSeconds: 50 } as const;

test('the script says plainly that it is a template and how to get a real one', async () => {
  const { value, note, costUsd } = await createOfflineScript().writeScript(request, call);
  expect(scriptSchema.parse(value).writer.note).toBe(note);
  expect(note).toMatch(/template/);
  expect(note).toMatch(/--script FILE/);
  expect(note).not.toMatch(/seconds/);
  expect(costUsd).toBe(0);
});

test('a film longer than the template can fill is shorter, and the note says how long it is', async () => {
  const { value, note } = await createOfflineScript().writeScript(
    { ...request, format: 'long', durationSeconds: 1800 },
    call,
  );
  expect(value.scenes.length).toBeGreaterThan(60);
  expect(note).toMatch(/about \d+ of the 1800 seconds/);
});

test('a cancelled call ends at once', async () => {
  await expect(
    createOfflineScript().writeScript(request, providerCall({ signal: AbortSignal.abort() })),
  ).rejects.toThrow();
});
