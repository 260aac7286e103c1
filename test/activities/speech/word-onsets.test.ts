import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAzureSpeech } from '../../../src/activities/speech/providers/azure.ts';
import { createElevenLabs } from '../../../src/activities/speech/providers/elevenlabs.ts';
import { createGoogleSpeech } from '../../../src/activities/speech/providers/google.ts';
import { createOfflineSpeech } from '../../../src/activities/speech/providers/offline.ts';
import { createOpenAiSpeech } from '../../../src/activities/speech/providers/openai.ts';
import type { SpeechService } from '../../../src/activities/speech/speak-by-service.ts';
import { joinWords } from '../../../src/contracts/narration.ts';
import { createVoiceEngine } from '../../../src/engines/voice/voice-engine.ts';
import { azureSpeechKey, startAzureSpeechEmulator } from '../../emulators/azure-speech.ts';
import { elevenLabsKey, type SpeechEmulator, startElevenLabsEmulator } from '../../emulators/elevenlabs.ts';
import { googleSpeechKey, startGoogleSpeechEmulator } from '../../emulators/google-speech.ts';
import { openAiSpeechKey, startOpenAiSpeechEmulator } from '../../emulators/openai-speech.ts';
import { testTools } from '../../support/tools.ts';
import { narrationOf, speechCall, speechProviders } from './providers/speech-bench.ts';
import { medianOf, trueOnsets } from './true-onsets.ts';

const script =
  'In 1998, Dr. Smith counted 3 hearts, 8 arms and about 25% more blood than expected. “Why three?” she asked. ' +
  'Well… the U.S. team wrote “it’s copper, not iron”, and nobody had paid $1,200 for that answer!\n\n' +
  'Two of them pump blood to the gills; the third one, e.g. while it swims, simply stops.';

const provide = speechProviders();
const opened: SpeechEmulator[] = [];
const services: { service: SpeechService; emulator: SpeechEmulator; source: string; within: number }[] = [];

beforeAll(async () => {
  const eleven = await startElevenLabsEmulator();
  const google = await startGoogleSpeechEmulator();
  const azure = await startAzureSpeechEmulator();
  const openai = await startOpenAiSpeechEmulator();
  opened.push(eleven, google, azure, openai);
  const openAiModels = { model: 'none', speechModel: 'gpt-4o-mini-tts', imageModel: 'none' };
  services.push(
    {
      service: createElevenLabs({ key: elevenLabsKey, baseUrl: eleven.url, model: 'eleven_multilingual_v2' }),
      ...{ emulator: eleven, source: 'exact', within: 0.06 },
    },
    {
      service: createGoogleSpeech({ key: googleSpeechKey, baseUrl: google.url }),
      ...{ emulator: google, source: 'exact', within: 0.06 },
    },
    {
      service: createAzureSpeech({ key: azureSpeechKey, baseUrl: azure.url }),
      ...{ emulator: azure, source: 'exact', within: 0.06 },
    },
    {
      service: createOpenAiSpeech({ key: openAiSpeechKey, baseUrl: openai.url, ...openAiModels }),
      ...{ emulator: openai, source: 'aligned', within: 0.12 },
    },
  );
});
afterAll(() => Promise.all(opened.map((emulator) => emulator.close())));

describe('captions of what a service speaks', () => {
  it.each(['elevenlabs', 'google', 'azure', 'openai'])(
    'are the script’s own words, and set in when %s says them',
    async (name) => {
      const { service, emulator, source, within } = services.find(
        (each) => each.service.name === name,
      ) as (typeof services)[0];
      const request = narrationOf(script, { voice: service.defaultVoice('en') });
      const { value } = await provide(service).narrate(request, speechCall().call);
      expect(emulator.violations).toEqual([]);
      expect(joinWords(value.words)).toBe(script.replace(/\s+/g, ' '));
      expect(value.source).toBe(source);
      const errors = trueOnsets(value, emulator.spoken).map(({ heard, told }) => Math.abs(heard - told));
      expect(errors.length).toBeGreaterThan(45);
      expect(medianOf(errors)).toBeLessThan(within);
    },
  );

  it('set in when the voice of this machine says them, as the aligner hears it that does not know when', {
    timeout: 600_000,
  }, async () => {
    // Its voice takes its time: one paragraph, or all of it in the campaign.
    const spoken = process.env.CAMPAIGN === 'full' ? script : (script.split('\n\n')[1] ?? '');
    const voice = createVoiceEngine({ models: testTools().models, threads: 1 });
    try {
      const offline = createOfflineSpeech(voice);
      const request = narrationOf(spoken, { voice: offline.defaultVoice('en') });
      const { value } = await offline.narrate(request, speechCall().call);
      expect(joinWords(value.words)).toBe(spoken.replace(/\s+/g, ' '));
      expect(value.source).toBe('exact');
      const { samples } = value;
      const heard = await voice.align({ text: spoken, language: 'en', samples, sampleRate: 48_000 });
      const errors = value.words.map(({ start }, index) => Math.abs(start - (heard.words[index]?.start ?? 0)));
      expect(medianOf(errors)).toBeLessThan(0.12);
    } finally {
      await voice.close();
    }
  });
});
