import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../../src/contracts/languages.ts';
import { featureWidth, melFeatures } from '../../../src/engines/voice/mel-features.ts';
import { createVoiceEngine, type VoiceEngine } from '../../../src/engines/voice/voice-engine.ts';
import { warpTime } from '../../../src/engines/voice/warp-time.ts';
import { testTools } from '../../support/tools.ts';
import { expectTimings } from './any-text.ts';

const pauses = { comma: 150, sentence: 350, tail: 500 };

let engine: VoiceEngine;

beforeAll(() => {
  engine = createVoiceEngine({ models: testTools().models, threads: 1 });
});

afterAll(() => engine.close());

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test.each<[Language, string, string]>([
  ['en', 'af_heart', 'Two of the hearts pump blood, in 1998, through the gills. Why would it crawl?'],
  ['fr', 'ff_siwis', 'Le miel contient moins de 20 % d’eau : les bactéries y meurent de soif. Fermez le pot !'],
  ['es', 'ef_dora', 'Los gatos duermen unas 14 horas al día. No es pereza: son cazadores, y cazar cansa.'],
])(
  'the words of a recording in %s are found within 80 ms (median) of when its voice says them',
  async (language, voice, text) => {
    const spoken = await engine.narrate({ text, language, voice, pauses });
    // As a person's recording: another rate, another level, silence before.
    const samples = new Float32Array(spoken.samples.length + 24_000);
    samples.set(
      spoken.samples.map((sample) => sample * 0.4),
      24_000,
    );
    const { words, source, saysOther } = await engine.align({ text, language, samples, sampleRate: 48_000 });
    expect([source, saysOther]).toEqual(['aligned', false]);
    expectTimings(words, text, language, samples.length / 48_000);
    const errors = words.map(({ start }, index) => Math.abs(start - 0.5 - (spoken.words[index]?.start ?? 0)));
    expect(median(errors)).toBeLessThanOrEqual(0.08);
    expect(Math.max(...errors)).toBeLessThan(0.5);
  },
);

test('a recording of other words than the text is known by their sounds, where there are enough of them', async () => {
  const texts = [
    'Honey keeps for thousands of years in a closed jar.',
    'The third heart of an octopus stops as it swims.',
  ];
  const spoken = await engine.narrate({ text: texts[0] as string, language: 'en', voice: 'bm_george', pauses });
  const heard = async (text = '', samples = spoken.samples) =>
    (await engine.align({ text, language: 'en', samples, sampleRate: 48_000 })).saysOther;
  expect([await heard(texts[0]), await heard(texts[1])]).toEqual([false, true]);
  expect(await heard('Stop.', spoken.samples.subarray(0, 30_000))).toBe(false);
});

describe('a recording', () => {
  const align = (text: string, language: Language, samples: Float32Array) =>
    engine.align({ text, language, samples, sampleRate: 16_000 });

  test('in a language there is nothing to compare with gets times by the length of its words', async () => {
    const { words, source } = await align('ปลาหมึกมีหัวใจสามดวง', 'th', new Float32Array(32_000));
    expect(source).toBe('estimated');
    expectTimings(words, 'ปลาหมึกมีหัวใจสามดวง', 'th', 2);
  });

  test('of silence, of noise, of nothing speakable gives every word a time within it', async () => {
    const noise = Float32Array.from({ length: 16_000 }, (_, at) => Math.sin(at * at) / 4);
    for (const [text, samples] of [
      ['One two three.', new Float32Array(16_000)],
      ['One two three.', noise],
      ['🐙 🦑', noise],
      ['One.', noise.subarray(0, 100)],
    ] as const) {
      expectTimings((await align(text, 'en', samples)).words, text, 'en', samples.length / 16_000);
    }
  });

  test('without text or without sound is refused', async () => {
    await expect(align(' ', 'en', new Float32Array(100))).rejects.toMatchObject({ type: 'InvalidInput' });
    await expect(align('One.', 'en', new Float32Array(0))).rejects.toMatchObject({ type: 'InvalidInput' });
  });
});

describe('two voices are laid over each other', () => {
  const sweep = (frames: number, at: (frame: number) => number) =>
    Float32Array.from({ length: frames * featureWidth }, (_, index) =>
      Math.sin(at(Math.floor(index / featureWidth)) * (1 + (index % featureWidth)) * 0.05),
    );

  test.each([300, 6000])('where one of %i frames speaks half as fast in its second half', (frames) => {
    const half = frames / 2;
    const target = sweep(half * 3, (frame) => (frame < half ? frame : half + (frame - half) / 2));
    const way = warpTime(
      target,
      sweep(frames, (frame) => frame),
    );
    expect(Math.abs((way[Math.round(half * 0.5)] ?? 0) - half * 0.5)).toBeLessThan(12);
    expect(Math.abs((way[Math.round(half * 1.5)] ?? 0) - half * 2)).toBeLessThan(12);
  });

  test('by features that a louder voice does not change', () => {
    const voice = Float32Array.from({ length: 16_000 }, (_, at) => Math.sin(at / (5 + Math.floor(at / 3000))) * 0.1);
    const [quiet, loud] = [melFeatures(voice), melFeatures(voice.map((sample) => sample * 5))];
    const differences = quiet.map((value, index) => Math.abs(value - (loud[index] ?? 0)));
    expect(Math.max(...differences)).toBeLessThan(0.2);
  });
});
