import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSpeechActivities } from '../../../src/activities/speech/narrate-scene.ts';
import { createElevenLabs } from '../../../src/activities/speech/providers/elevenlabs.ts';
import { openSpeechProviders } from '../../../src/activities/speech/providers/open-speech-providers.ts';
import { createOpenAiSpeech } from '../../../src/activities/speech/providers/openai.ts';
import { createVoiceEngine, type VoiceEngine } from '../../../src/engines/voice/voice-engine.ts';
import { toVendors, vendorVariables } from '../../../src/infra/config/vendors.ts';
import { elevenLabsKey, type SpeechEmulator, startElevenLabsEmulator } from '../../emulators/elevenlabs.ts';
import { openAiSpeechKey, startOpenAiSpeechEmulator } from '../../emulators/openai-speech.ts';
import { testTools } from '../../support/tools.ts';
import {
  bookkeeper,
  failureOf,
  noRecordings,
  runActivity,
  stageInput,
  storeScript,
  useStageBench,
} from '../stage-bench.ts';
import { narrationOf, speechCall, speechProviders } from './providers/speech-bench.ts';

const bench = useStageBench();
const provide = speechProviders();
const voice = 'JBFqnCBsd6RMkjVDRZzb';
let emulator: SpeechEmulator;
let answered = () => {};
beforeAll(async () => {
  emulator = await startElevenLabsEmulator({
    spoil(answer) {
      answered();
      return answer;
    },
  });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  emulator.spoken.length = 0;
  answered = () => {};
});

const service = () => createElevenLabs({ key: elevenLabsKey, baseUrl: emulator.url, model: 'eleven_multilingual_v2' });
const texts = () => emulator.calls.map(({ body }) => (body as { text: string }).text);

const five = 'One heart. Two hearts. Three hearts. Blue blood. No bones.';

describe('narrating a scene by a service', () => {
  it('does not speak four sentences again when the fifth was refused, and pays for each once', async () => {
    const { pay, used } = bookkeeper();
    const { narrateScene } = createSpeechActivities(
      { ...bench, payFor: () => pay },
      [provide(service())],
      noRecordings,
    );
    const input = { ...stageInput(), script: await storeScript(bench, [five]), sceneIndex: 0 };
    answered = () => {
      if (emulator.spoken.length === 4) emulator.fail({ kind: 'status', status: 429, code: 'system_busy' });
    };
    const failure = await failureOf(runActivity(narrateScene, input));
    expect(failure.type).toBe('ProviderUnavailable');
    expect(emulator.spoken).toHaveLength(4);

    const result = await runActivity(narrateScene, input);
    expect(texts()).toEqual(['One heart.', 'Two hearts.', 'Three hearts.', 'Blue blood.', 'No bones.', 'No bones.']);
    expect(used).toHaveLength(5);
    expect(result).toMatchObject({ costUsd: 1, timingSource: 'exact', provider: 'elevenlabs', voice });
    expect((await runActivity(narrateScene, input)).found).toBe(true);
  });

  it('hands a voice that was named to the first choice, and lets who takes over speak with its own', async () => {
    const openai = await startOpenAiSpeechEmulator();
    const second = createOpenAiSpeech({
      ...{ key: openAiSpeechKey, baseUrl: openai.url },
      ...{ model: 'none', speechModel: 'gpt-4o-mini-tts', imageModel: 'none' },
    });
    const { pay } = bookkeeper();
    const providers = [provide(service()), provide(second)];
    const { narrateScene } = createSpeechActivities({ ...bench, payFor: () => pay }, providers, noRecordings);
    const brief = { voice: 'EXAVITQu4vr4xnSDxMaL', providers: { audio: ['elevenlabs', 'openai'] } };
    const input = { ...stageInput(brief), script: await storeScript(bench, ['Three hearts.']), sceneIndex: 0 };
    emulator.fail({ kind: 'status', status: 401, code: 'quota_exceeded' });
    const result = await runActivity(narrateScene, input);
    await openai.close();
    expect(emulator.calls[0]?.url.pathname).toContain('EXAVITQu4vr4xnSDxMaL');
    expect(result).toMatchObject({ provider: 'openai', voice: 'alloy', timingSource: 'aligned' });
    expect(result.note).toMatch(/^elevenlabs could not: ElevenLabs answers 401 quota_exceeded/);
  });
});

describe('a narration of several sentences', () => {
  it('has the pauses that were asked for, longer after a paragraph, and its tail', async () => {
    const pauses = { comma: 150, sentence: 600, tail: 900 };
    const text = 'Three hearts beat.\n\nBlue blood flows. It is cold.';
    const { value } = await provide(service()).narrate(narrationOf(text, { voice, pauses }), speechCall().call);
    const { samples } = value;
    const gaps = silences(samples).map((seconds) => Math.round(seconds * 20) / 20);
    expect(gaps).toEqual([0.6 * 1.7, 0.6, 0.9].map((seconds) => expect.closeTo(seconds, 0) as number));
    expect(gaps[0]).toBeGreaterThan((gaps[1] ?? 0) + 0.3);
  });

  it('says how far it is, and costs nothing when all of it was spoken before', async () => {
    const heard: number[] = [];
    const { call } = speechCall();
    const narrate = () =>
      provide(service()).narrate(narrationOf('One. Two.', { voice }), {
        ...call,
        onProgress: ({ done, total }) => void heard.push(done / total),
      });
    expect((await narrate()).costUsd).toBe(2);
    expect(heard).toEqual([0, 0.5, 1]);
    expect((await narrate()).costUsd).toBe(0);
    expect(texts()).toEqual(['One.', 'Two.']);
  });

  it('sends nothing of which nothing can be said', async () => {
    const { value, costUsd } = await provide(service()).narrate(narrationOf('🐙 🦑', { voice }), speechCall().call);
    expect([costUsd, emulator.calls.length]).toEqual([0, 0]);
    expect(value.words.map(({ text }) => text)).toEqual(['🐙', '🦑']);
    expect(value.samples.length).toBeGreaterThan(48_000);
  });
});

describe('the speech providers of a configuration', () => {
  it('are those whose keys are set, in the catalogue’s order, and the offline voices', () => {
    const given = Object.fromEntries(
      Object.entries(vendorVariables).map(([name, schema]) => [name, schema.parse(undefined)]),
    );
    const variables = {
      ...given,
      OPENAI_API_KEY: 'a',
      ELEVENLABS_API_KEY: 'b',
      AZURE_SPEECH_KEY: 'c',
      AZURE_SPEECH_REGION: 'd',
    };
    const engine: VoiceEngine = createVoiceEngine({ models: testTools().models, threads: 1 });
    const tools = { ffmpeg: 'ffmpeg', voice: engine };
    const named = (vendors: Parameters<typeof openSpeechProviders>[0]) =>
      openSpeechProviders(vendors, tools).map(({ name }) => name);
    expect(named(toVendors(variables as Parameters<typeof toVendors>[0]))).toEqual([
      'elevenlabs',
      'azure',
      'openai',
      'offline',
    ]);
    expect(named(toVendors(given as Parameters<typeof toVendors>[0]))).toEqual(['offline']);
  });
});

/** Lengths of the silences of at least a quarter of a second, in seconds. */
function silences(samples: Float32Array): number[] {
  const lengths: number[] = [];
  let run = 0;
  for (const sample of [...samples, 1]) {
    if (Math.abs(sample) < 0.003) run += 1;
    else {
      if (run > 12_000) lengths.push(run / 48_000);
      run = 0;
    }
  }
  return lengths;
}
