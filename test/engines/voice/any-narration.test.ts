import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadEspeak } from '../../../src/engines/voice/espeak.ts';
import { joinSentences } from '../../../src/engines/voice/join-sentences.ts';
import { readVocabulary } from '../../../src/engines/voice/model-files.ts';
import type { Phonemizer } from '../../../src/engines/voice/phonemes.ts';
import { readSentences, type Sentence } from '../../../src/engines/voice/sentences.ts';
import type { SentenceSpeech } from '../../../src/engines/voice/speech-track.ts';
import { spellUtterance } from '../../../src/engines/voice/utterance.ts';
import { createVoiceEngine, robotVoiceId, type VoiceEngine } from '../../../src/engines/voice/voice-engine.ts';
import { testTools } from '../../support/tools.ts';
import { anyLanguage, anyText, expectTimings } from './any-text.ts';

const pauses = { comma: 150, sentence: 350, tail: 500 };

let phonemizer: Phonemizer;
let alphabet: ReadonlyMap<string, number>;
let engine: VoiceEngine;

beforeAll(async () => {
  phonemizer = await loadEspeak();
  alphabet = await readVocabulary(testTools().models);
  engine = createVoiceEngine({ models: testTools().models, threads: 1 });
});

afterAll(() => engine.close());

/** A sentence as a voice might speak it: some words silent, some at once, some out of order. */
function anySpeech({ tokens }: Sentence, seed: number): SentenceSpeech {
  const spans = tokens.map(({ spoken }, index) => {
    if (spoken === '' || (seed + index) % 5 === 0) return undefined;
    const start = ((seed * (index + 3)) % 40) / 100;
    return { start, end: start + ((seed + index) % 7) / 20 };
  });
  const silent = spans.every((span) => span === undefined);
  return { samples: new Float32Array(silent ? 0 : 30_000 + (seed % 977)), spans };
}

function joinAny(text: string, language: Parameters<typeof readSentences>[1], seed: number): void {
  const sentences = readSentences(text, language);
  const { samples, words } = joinSentences(
    sentences,
    sentences.map((sentence, index) => anySpeech(sentence, seed + index)),
    pauses,
  );
  expectTimings(words, text, language, samples.length / 48_000);
  for (const { start, end } of words) expect(end - start).toBeGreaterThan(0.0199);
  if (words.length > 0) expect(samples.length).toBeGreaterThan(0);
}

test('however a voice speaks whatever text, each of its words has its own time within the sound', () => {
  fc.assert(fc.property(anyText, anyLanguage, fc.nat(5000), joinAny), { numRuns: 400 });
});

test('so have four thousand words', () => {
  const text = Array.from({ length: 4000 }, (_, index) => (index % 11 === 10 ? '🐙 end.' : 'word')).join(' ');
  joinAny(text, 'en', 7);
});

test('whatever is read to the neural voice, it gets symbols it knows, each of one of the words', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('en', 'fr', 'es', 'it', 'pt'), (text, language) => {
      for (const { tokens } of readSentences(text, language as 'en')) {
        for (const { character, owner } of spellUtterance(
          tokens,
          language === 'pt' ? 'pt-br' : 'fr',
          phonemizer,
          alphabet,
        )) {
          expect(alphabet.has(character)).toBe(true);
          expect(owner).toBeLessThan(tokens.length);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('the voice made by rules speaks any text, and is silent for as long as one looks at what has no words', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, fc.constantFrom('de', 'ar', 'hi', 'zh', 'ko'), async (text, language) => {
      if (text.trim() === '') return;
      const request = { text, language: language as 'de', voice: robotVoiceId, pauses };
      const { samples, words } = await engine.narrate(request);
      expectTimings(words, text, language as 'de', samples.length / 48_000);
      expect(samples.length).toBeGreaterThan(20_000);
      expect(samples.every((sample) => Math.abs(sample) < 1)).toBe(true);
    }),
    { numRuns: 12 },
  );
});
