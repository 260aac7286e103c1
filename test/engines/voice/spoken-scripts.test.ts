import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offlineLanguages } from '../../../src/contracts/languages.ts';
import { createVoiceEngine, type VoiceEngine } from '../../../src/engines/voice/voice-engine.ts';
import { testTools } from '../../support/tools.ts';
import { expectTimings } from './any-text.ts';
import { makeTimings, pauses, type SpokenScript, spokenScripts, voices } from './spoken-scripts.ts';

let engine: VoiceEngine;
let scripts: SpokenScript[];

beforeAll(async () => {
  engine = createVoiceEngine({ models: testTools().models, threads: 1 });
  await makeTimings(engine);
  scripts = spokenScripts();
}, 1_800_000);

afterAll(() => engine.close());

describe.each(offlineLanguages)('two scripts in %s', (language) => {
  const own = () => scripts.filter(({ script }) => script.language === language);

  test('of three to five scenes last about twenty seconds each', () => {
    expect(own()).toHaveLength(2);
    for (const { script, scenes } of own()) {
      expect(script.scenes.length).toBeGreaterThanOrEqual(3);
      expect(script.scenes.length).toBeLessThanOrEqual(5);
      const seconds = scenes.reduce((sum, scene) => sum + scene.seconds, 0);
      expect(seconds).toBeGreaterThan(15);
      expect(seconds).toBeLessThan(30);
    }
  });

  test('are spoken word for word, in order, within their scenes', () => {
    for (const { script, scenes } of own()) {
      expect(scenes.map(({ timing }) => timing.sceneId)).toEqual(script.scenes.map(({ id }) => id));
      for (const [index, { timing, seconds }] of scenes.entries()) {
        expectTimings(timing.words, script.scenes[index]?.narration ?? '', language, seconds);
      }
    }
  });

  test('have the times that the voice has now', async () => {
    const scenes = own().flatMap(({ script, scenes: spoken }) =>
      spoken.map((scene, index) => ({ ...scene, text: script.scenes[index]?.narration ?? '' })),
    );
    const shortest = scenes.reduce((best, scene) => (scene.seconds < best.seconds ? scene : best));
    const { text, timing, seconds } = shortest;
    const spoken = await engine.narrate({ text, language, voice: voices[language], pauses });
    expect(spoken.samples.length / spoken.sampleRate / seconds).toBeCloseTo(1, 1);
    const errors = spoken.words.map(({ start }, index) => Math.abs(start - (timing.words[index]?.start ?? 0)));
    // Another processor rounds otherwise, and a symbol may last a frame more.
    expect(errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)]).toBeLessThanOrEqual(0.05);
  });
});
