import { describe, expect, it } from 'vitest';
import { createOfflineSpeech } from '../../../../src/activities/speech/providers/offline.ts';
import { languageCodes, offlineLanguages } from '../../../../src/contracts/languages.ts';
import type { NarrateRequest, VoiceEngine } from '../../../../src/engines/voice/voice-engine.ts';
import { speechCall } from './speech-bench.ts';

/** A voice that says nothing and writes down what it was asked. */
function listeningVoice() {
  const asked: NarrateRequest[] = [];
  const engine: VoiceEngine = {
    voices: async () => [],
    narrate: async (request) => {
      asked.push(request);
      return { samples: new Float32Array(1600), sampleRate: 48_000, words: [] };
    },
    align: async () => ({ words: [], source: 'aligned', saysOther: false }),
    close: async () => undefined,
  };
  return { asked, provider: createOfflineSpeech(engine) };
}

const { call } = speechCall();
const pauses = { comma: 150, sentence: 350, tail: 500 };

describe('the voices of this machine', () => {
  it('are neural in five languages and made by rules in the others', () => {
    const { provider } = listeningVoice();
    const chosen = Object.fromEntries(languageCodes.map((language) => [language, provider.defaultVoice(language)]));
    for (const language of offlineLanguages) expect(chosen[language]).toMatch(/^[a-z]f_/);
    expect(chosen).toMatchObject({ de: 'espeak', ar: 'espeak', hi: 'espeak', zh: 'espeak', ko: 'espeak' });
  });

  it('say nothing of themselves when they sound well', async () => {
    const { provider } = listeningVoice();
    const request = { text: 'Yes.', language: 'en', voice: 'af_heart', pauses, wordsPerMinute: 180 } as const;
    const { note, model, value } = await provider.narrate(request, call);
    expect([note, model, value.source]).toEqual([undefined, 'kokoro-v1.0', 'exact']);
  });

  it('say that they sound like a robot, and what to do about it', async () => {
    const { provider } = listeningVoice();
    const request = { text: '水。', language: 'zh', voice: 'espeak', pauses, wordsPerMinute: 160 } as const;
    const { note, model } = await provider.narrate(request, call);
    expect(model).toBe('espeak-ng');
    expect(note).toMatch(/中文.*robot voice.*provider with a key/);
    const arabic = await provider.narrate({ ...request, text: 'ماء', language: 'ar' }, call);
    expect(arabic.note).toContain('vowel marks');
  });

  it('speak slower for a long film and never so fast that they swallow', async () => {
    const { provider, asked } = listeningVoice();
    const request = { text: 'Yes.', language: 'en', voice: 'af_heart', pauses } as const;
    for (const wordsPerMinute of [155, 180, 400, 20]) await provider.narrate({ ...request, wordsPerMinute }, call);
    const [long = 0, short = 0, fast, slow] = asked.map(({ speed }) => speed);
    expect(long).toBeLessThan(short);
    expect([fast, slow]).toEqual([1.1, 0.75]);
  });
});
