import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { metadataAnswerSchema } from '../../../src/activities/metadata/metadata-answer.ts';
import { metadataInstructions, metadataPrompt } from '../../../src/activities/metadata/metadata-prompt.ts';
import type { MetadataRequest } from '../../../src/activities/metadata/providers/provider.ts';
import { scriptAnswerSchema } from '../../../src/activities/script/script-answer.ts';
import { planScript } from '../../../src/activities/script/script-plan.ts';
import { scriptInstructions, scriptPrompt } from '../../../src/activities/script/script-prompt.ts';
import { createAzureSpeech } from '../../../src/activities/speech/providers/azure.ts';
import { createElevenLabs } from '../../../src/activities/speech/providers/elevenlabs.ts';
import { createGoogleSpeech } from '../../../src/activities/speech/providers/google.ts';
import type { KeywordSet } from '../../../src/contracts/keywords.ts';
import { languageCodes } from '../../../src/contracts/languages.ts';
import { joinWords } from '../../../src/contracts/narration.ts';
import { pausesOf, servicePace, wordsPerMinute } from '../../../src/contracts/pace.ts';
import { readSentences } from '../../../src/engines/voice/sentences.ts';
import { expectedUnits } from '../../../src/infra/costs/expected-units.ts';
import { type FilmLength, lengthOf } from '../../../src/infra/costs/film-length.ts';
import { estimateTokens } from '../../../src/infra/llm/estimate-tokens.ts';
import { scriptOf } from '../../activities/stage-bench.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

const none = { recorded: new Set<string>(), pictured: new Set<string>(), shotSeconds: 3 };
const account = { key: 'x', baseUrl: 'http://127.0.0.1' };
const topic = 'Why do octopuses have three hearts?';

const inputOf = (step: 'script' | 'metadata', length: FilmLength) =>
  expectedUnits(step, 'claude', length)?.inputTokens ?? 0;

const keywords: KeywordSet = {
  ...{ language: 'en', primary: 'octopus hearts' },
  keywords: Array.from({ length: 9 }, (_, index) => ({
    ...{ text: index === 0 ? 'octopus hearts' : `octopus fact ${index}`, score: 90 - index },
    ...{ volume: 1000 * index + 900, difficulty: 20 + index, source: 'ahrefs' },
  })),
  questions: ['Why is octopus blood blue?', 'How many hearts does a squid have?', 'Do octopuses have bones?'],
  measured: true,
};

describe('the expected units', () => {
  const services = [
    createElevenLabs({ ...account, model: 'eleven_v3' }),
    createGoogleSpeech(account),
    createAzureSpeech(account),
  ];
  it.each(services.map((service) => [service.name, service] as const))(
    'of a script that %s speaks are what its adapter counts, in every language and format',
    (name, service) => {
      for (const language of languageCodes)
        for (const format of ['short', 'long'] as const) {
          const texts = [...sentencesOf[language], language === 'en' ? 'It’s "copper" & that\'s blue.' : '1, 2, 3.'];
          const voice = service.defaultVoice(language);
          const speed =
            Math.round((wordsPerMinute(language, format) / servicePace(language, pausesOf[format])) * 100) / 100;
          const counted = texts
            .flatMap((text) => readSentences(text, language))
            .map(({ words }) => ({ text: joinWords(words), words, language, voice, speed, before: '', after: '' }))
            .reduce((sum, request) => sum + (service.unitsOf(request, 0).characters ?? 0), 0);
          const length = lengthOf({ ...none, language, format, script: scriptOf(texts, { language }) });
          const expected = expectedUnits('audio', name, length)?.characters ?? 0;
          expect(expected / counted, `${language}, ${format}`).toBeGreaterThan(0.97);
          expect(expected / counted, `${language}, ${format}`).toBeLessThan(1.03);
        }
    },
  );

  it('of the prompts are what the builders write', () => {
    const sizeOf = (instructions: string, prompt: string, schema: z.ZodType) =>
      estimateTokens(instructions) + estimateTokens(prompt) + estimateTokens(JSON.stringify(z.toJSONSchema(schema)));
    for (const language of ['en', 'fr', 'ja', 'ar'] as const)
      for (const [format, durationSeconds] of [
        ['short', 50],
        ['long', 480],
      ] as const) {
        const request = { topic, language, format, durationSeconds, keywords };
        const wanted = lengthOf({ ...none, language, format, durationSeconds });
        const order = scriptPrompt(request, planScript(request));
        const script = scriptOf([...sentencesOf[language]], { language });
        const told = metadataPrompt({
          ...request,
          script,
          sceneSeconds: [50],
          credits: [],
        } as unknown as MetadataRequest);
        const ratios = {
          script: inputOf('script', wanted) / sizeOf(scriptInstructions(format), order, scriptAnswerSchema),
          metadata:
            inputOf('metadata', lengthOf({ ...none, language, format, script })) /
            sizeOf(metadataInstructions, told, metadataAnswerSchema),
        };
        for (const [step, ratio] of Object.entries(ratios)) {
          expect(ratio, `${step}, ${language}, ${format}`).toBeGreaterThan(0.9);
          expect(ratio, `${step}, ${language}, ${format}`).toBeLessThan(1.15);
        }
      }
  });

  it('of metadata stop growing where no more of the narration is told', () => {
    const inputFor = (durationSeconds: number) =>
      inputOf('metadata', lengthOf({ ...none, language: 'en', format: 'long', durationSeconds }));
    expect(inputFor(900)).toBeGreaterThan(inputFor(600));
    expect(inputFor(3600)).toBe(inputFor(2400));
  });
});
