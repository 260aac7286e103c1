import { beforeEach, describe, expect, it } from 'vitest';
import { createSpeechActivities } from '../../../../src/activities/speech/narrate-scene.ts';
import type { NarrationRequest, SpeechProvider } from '../../../../src/activities/speech/providers/provider.ts';
import { Failure } from '../../../../src/contracts/failures.ts';
import type { Script } from '../../../../src/contracts/script.ts';
import { createLogger } from '../../../../src/infra/logging/logger.ts';
import { noCharge, noRecordings } from '../../../activities/stage-bench.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { useStagesBench } from './stages-bench.ts';

const asked: NarrationRequest[] = [];
let spoken = Promise.resolve();
beforeEach(() => {
  asked.length = 0;
  spoken = Promise.resolve();
});

const voice: SpeechProvider = {
  name: 'offline',
  defaultVoice: (language) => `default_${language}`,
  async narrate(request, { onProgress }) {
    asked.push(request);
    onProgress({ done: 1, total: 4 });
    await spoken;
    return { value: { samples: new Float32Array(48_000), words: [], source: 'exact' }, costUsd: 0.3 };
  },
};

let listed = 0;
const elevenlabs: SpeechProvider = {
  name: 'elevenlabs',
  defaultVoice: () => 'id1',
  narrate: () => Promise.reject(new Error('it is not asked')),
  async listVoices() {
    listed += 1;
    const sample = 'https://example.invalid/a.mp3';
    return [{ voice: 'id1', name: 'Ann', gender: 'female', sample, languages: ['it', 'th'] }];
  },
};
const azure: SpeechProvider = {
  name: 'azure',
  defaultVoice: () => 'none',
  narrate: () => Promise.reject(new Error('it is not asked')),
  listVoices: () => Promise.reject(new Failure('BadCredentials', 'Azure Speech answers 401')),
};

const bench = useStagesBench(({ artifacts, metrics }) => ({
  'tts-renderer': createSpeechActivities(
    { artifacts, metrics, logger: createLogger({ level: 'silent' }), payFor: () => noCharge },
    [voice, elevenlabs, azure],
    noRecordings,
  ),
}));

const script: Script = {
  title: 'Cœurs',
  language: 'fr',
  scenes: ['Un.', 'Deux.'].map((narration, index) => ({
    id: `s00${index + 1}`,
    narration,
    visual: { idea: 'rien', keywords: [] },
  })),
  writer: { provider: 'brief' },
};

const finished = (location: string | null) =>
  waitFor(
    async () => (await bench.get(location ?? '')).body,
    ({ state }) => state === 'done',
  );

const here = { provider: 'offline' };

describe('/tts/render', () => {
  it('is answered with where to ask, tells how far it is, and in the end what it made', async () => {
    let go = () => {};
    spoken = new Promise((resolve) => (go = resolve));
    const { status, headers, body } = await bench.post('/tts/render', {
      text: 'Three hearts.',
      language: 'es',
      ...here,
    });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/tts/render/${body.id}`);
    // The first heartbeat comes after three seconds.
    const running = await waitFor(
      async () => (await bench.get(`/tts/render/${body.id}`)).body,
      ({ progress }) => progress !== undefined,
    );
    expect(running).toMatchObject({ state: 'running', progress: { unit: 'sentences', done: 1, total: 4 } });
    go();
    const { result } = await finished(headers.get('location'));
    expect(result).toMatchObject({
      ...{ frames: 30, seconds: 1, voice: 'default_es', timingSource: 'exact' },
      ...{ provider: 'offline', costUsd: 0.3, found: false },
      audio: { mediaType: 'audio/wav', bytes: 96_044 },
    });
    expect(asked).toMatchObject([{ text: 'Three hearts.', language: 'es' }]);
  });

  it('speaks a scene of a script, in the script’s language, with the voice that is asked for', async () => {
    const { headers } = await bench.post('/tts/render', { script, scene: 's002', voice: 'ff_siwis', ...here });
    expect((await finished(headers.get('location'))).result).toMatchObject({ voice: 'ff_siwis' });
    expect(asked).toMatchObject([{ text: 'Deux.', language: 'fr', voice: 'ff_siwis' }]);
  });

  it.each([
    ['both a text and a script', { text: 'Bees.', script, scene: 's001' }, 'body.text'],
    ['neither', { language: 'en' }, 'body.text'],
    ['a script without a scene', { script }, 'body.scene'],
    ['a scene without a script', { text: 'Bees.', scene: 's001' }, 'body.scene'],
    ['a scene that is not there', { script, scene: 's009' }, 'body.scene'],
    ['a language that is not the script’s to choose', { script, scene: 's001', language: 'en' }, 'body.language'],
  ])('refuses %s', async (_, body, path) => {
    const answer = await bench.post('/tts/render', body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect(asked).toEqual([]);
  });
});

describe('/tts/voices', () => {
  it('names the voices of a language, those of services first, and asks the services once in a while', async () => {
    const offline = [
      { voice: 'if_sara', gender: 'female', isDefault: true },
      { voice: 'im_nicola', gender: 'male', isDefault: false },
    ].map((each) => ({ ...each, provider: 'offline', cached: true }));
    const service = {
      ...{ voice: 'id1', name: 'Ann', gender: 'female', sample: 'https://example.invalid/a.mp3', isDefault: true },
      provider: 'elevenlabs',
    };
    const expected = (cached: boolean) => ({
      voices: [{ ...service, cached }, ...offline].map((each) => ({
        ...each,
        ...{ language: 'it', languageName: 'Italiano', kind: 'neural' },
      })),
      notes: ["The voices of 'azure' are missing: Azure Speech answers 401."],
    });
    const { status, body } = await bench.get('/tts/voices?language=it', 'ada:viewer');
    expect(status).toBe(200);
    expect(body).toEqual(expected(false));
    expect((await bench.get('/tts/voices?language=it', 'ada:viewer')).body).toEqual(expected(true));
    expect(listed).toBe(1);
  });

  it('names all of them, and refuses a language that is none', async () => {
    const { body } = await bench.get('/tts/voices');
    const { voices } = body as unknown as { voices: { language: string }[] };
    // Ten have an offline voice; the service speaks Thai besides.
    expect(new Set(voices.map(({ language }) => language)).size).toBe(11);
    expect((await bench.get('/tts/voices?language=tlh')).status).toBe(400);
  });
});
