import {
  ResultReason,
  SpeechConfig,
  SpeechSynthesisOutputFormat,
  type SpeechSynthesisResult,
  SpeechSynthesizer,
} from 'microsoft-cognitiveservices-speech-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAzureSpeech } from '../../../../src/activities/speech/providers/azure.ts';
import { languageCodes } from '../../../../src/contracts/languages.ts';
import { azureSpeechKey as key, startAzureSpeechEmulator } from '../../../emulators/azure-speech.ts';
import type { SpeechEmulator } from '../../../emulators/elevenlabs.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { narrationOf, speechCall, speechProviders } from './speech-bench.ts';

const provide = speechProviders();
const voice = 'en-US-JennyNeural';
const service = (emulator: Emulator) => createAzureSpeech({ key, baseUrl: emulator.url });

testVendor({
  start: startAzureSpeechEmulator,
  call: (emulator, signal) =>
    provide(service(emulator)).narrate(narrationOf('Three hearts beat.', { voice }), speechCall({ signal }).call),
  key,
  keyIn: { header: 'ocp-apim-subscription-key' },
  errors: [
    { status: 401, type: 'BadCredentials' },
    { status: 403, type: 'BadCredentials' },
    { status: 400, type: 'InvalidInput' },
    { status: 429, type: 'RateLimited' },
    { status: 502, type: 'ProviderUnavailable' },
  ],
});

describe('Azure Speech', () => {
  let emulator: SpeechEmulator;
  beforeAll(async () => {
    emulator = await startAzureSpeechEmulator();
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    emulator.reset();
    emulator.spoken.length = 0;
  });

  it('charges for what stands within the voice, a Chinese character twice', async () => {
    const { call, charges } = speechCall();
    await provide(service(emulator)).narrate(narrationOf('Blue & cold.', { voice, wordsPerMinute: 198 }), call);
    const characters = '<prosody rate="+10%">Blue &amp; cold.</prosody>'.length;
    expect(charges).toEqual([{ provider: 'azure', model: 'neural', estimate: { characters } }]);
    const request = { text: '三颗心。', words: [], language: 'zh', voice, speed: 1, before: '', after: '' } as const;
    expect(service(emulator).unitsOf(request, 1)).toEqual({ characters: 7 });
  });

  it('speaks a multilingual voice in another language than its own', async () => {
    const ava = 'en-US-AvaMultilingualNeural';
    const request = narrationOf('Trois cœurs battent.', { voice: ava, language: 'fr' });
    await provide(service(emulator)).narrate(request, speechCall().call);
    expect(emulator.calls[0]?.body).toContain('xml:lang="fr-FR"');
    expect(() => service(emulator).checkVoice(voice, 'fr')).toThrow(expect.objectContaining({ type: 'UnknownVoice' }));
  });

  it('says how to list the voices when one is not there', async () => {
    const narrating = provide(service(emulator)).narrate(
      narrationOf('One.', { voice: 'en-US-NobodyNeural' }),
      speechCall().call,
    );
    await expect(narrating).rejects.toMatchObject({
      type: 'UnknownVoice',
      message: expect.stringMatching(/Unsupported voice en-US-NobodyNeural.*GET \/tts\/voices/) as string,
    });
  });

  it('has a voice of its own for every language', () => {
    const azure = service(emulator);
    for (const language of languageCodes) {
      expect(() => azure.checkVoice(azure.defaultVoice(language), language)).not.toThrow();
    }
  });

  it('lists its voices in languages films are made in', async () => {
    const listed = await service(emulator).listVoices(new AbortController().signal);
    expect(listed).toMatchObject([
      { voice, name: 'Jenny', gender: 'female', languages: ['en'] },
      { voice: 'en-US-AvaMultilingualNeural', languages: ['en', 'de', 'fr'] },
      { voice: 'fr-FR-DeniseNeural', languages: ['fr'] },
      { voice: 'zh-CN-YunxiNeural', gender: 'male', languages: ['zh'] },
    ]);
  });

  it('is emulated so that the vendor’s own client hears the same', async () => {
    const config = SpeechConfig.fromHost(new URL(emulator.url.replace('http', 'ws')), key);
    config.speechSynthesisVoiceName = voice;
    config.speechSynthesisOutputFormat = SpeechSynthesisOutputFormat.Raw48Khz16BitMonoPcm;
    const synthesizer = new SpeechSynthesizer(config, null);
    const words: string[] = [];
    synthesizer.wordBoundary = (_, { text }) => void words.push(text);
    const result = await new Promise<SpeechSynthesisResult>((resolve, reject) => {
      synthesizer.speakTextAsync('Three hearts beat.', resolve, reject);
    });
    synthesizer.close();
    expect(emulator.violations).toEqual([]);
    expect(result.reason).toBe(ResultReason.SynthesizingAudioCompleted);
    expect(words).toEqual(['Three', 'hearts', 'beat']);
    const [said] = emulator.spoken;
    expect(result.audioData.byteLength).toBe(((said?.samples.length ?? 0) / (said?.sampleRate ?? 1)) * 96_000);
  });
});
