import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOpenAiSpeech } from '../../../../src/activities/speech/providers/openai.ts';
import type { SpeechEmulator } from '../../../emulators/elevenlabs.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { openAiSpeechKey as key, startOpenAiSpeechEmulator } from '../../../emulators/openai-speech.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { narrationOf, speechCall, speechProviders } from './speech-bench.ts';

const provide = speechProviders();
const models = { model: 'none', speechModel: 'gpt-4o-mini-tts', imageModel: 'none' };
const service = (emulator: Emulator) => createOpenAiSpeech({ key, baseUrl: emulator.url, ...models });
const speak = (emulator: Emulator, signal: AbortSignal) =>
  provide(service(emulator)).narrate(
    narrationOf('Three hearts beat.', { voice: 'alloy' }),
    speechCall({ signal }).call,
  );

testVendor({
  start: startOpenAiSpeechEmulator,
  call: speak,
  key,
  keyIn: { header: 'authorization' },
  errors: [
    { status: 401, code: 'invalid_api_key', type: 'BadCredentials' },
    { status: 429, code: 'insufficient_quota', type: 'QuotaExceeded' },
    { status: 429, code: 'rate_limit_exceeded', type: 'RateLimited' },
    { status: 400, code: 'string_above_max_length', type: 'InvalidInput' },
  ],
});

describe('OpenAI’s speech', () => {
  let emulator: SpeechEmulator;
  let spoil = (sound: Buffer) => sound;
  beforeAll(async () => {
    emulator = await startOpenAiSpeechEmulator({ spoilSound: (sound) => spoil(sound) });
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    emulator.reset();
    emulator.spoken.length = 0;
    spoil = (sound) => sound;
  });

  it('is charged by the second, near what was estimated', async () => {
    const { call, charges, used } = speechCall();
    const text = 'An octopus has three hearts, and two of them pump blood only to its gills.';
    await provide(service(emulator)).narrate(narrationOf(text, { voice: 'nova' }), call);
    const { samples, sampleRate } = emulator.spoken[0] as SpeechEmulator['spoken'][0];
    expect(used).toEqual([{ seconds: expect.closeTo(samples.length / sampleRate, 2) as number }]);
    const ratio = (charges[0]?.estimate.seconds ?? 0) / (used[0]?.seconds ?? 1);
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.25);
    expect(charges[0]).toMatchObject({ provider: 'openai', model: 'gpt-4o-mini-tts' });
  });

  it.each([
    ['is empty', () => Buffer.alloc(0)],
    ['is no sound', () => Buffer.from('<html>not today</html>')],
    ['is silent', (sound: Buffer) => sound.fill(0, 44)],
    ['breaks off after a syllable', (sound: Buffer) => sound.subarray(0, 44 + 2 * 24_000 * 0.4)],
    ['goes on for a minute', (sound: Buffer) => Buffer.concat([sound, ...Array<Buffer>(30).fill(sound.subarray(44))])],
  ])('is paid for, and refused, when its sound %s', async (_, change) => {
    spoil = change;
    const { call, used } = speechCall();
    const request = narrationOf('An octopus has three hearts and blue blood.', { voice: 'alloy' });
    await expect(provide(service(emulator)).narrate(request, call)).rejects.toMatchObject({ type: 'InvalidAnswer' });
    expect(used).toEqual([{ seconds: expect.any(Number) as number }]);
  });

  it('names its voices where another is asked for, before anything is paid', async () => {
    const { call, charges } = speechCall();
    const narrating = provide(service(emulator)).narrate(narrationOf('One.', { voice: 'af_heart' }), call);
    await expect(narrating).rejects.toMatchObject({
      type: 'UnknownVoice',
      message: expect.stringContaining('alloy, ash') as string,
    });
    expect([charges, emulator.calls]).toEqual([[], []]);
  });
});
