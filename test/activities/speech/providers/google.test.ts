import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGoogleSpeech } from '../../../../src/activities/speech/providers/google.ts';
import { languageCodes } from '../../../../src/contracts/languages.ts';
import type { SpeechEmulator } from '../../../emulators/elevenlabs.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { googleSpeechKey as key, startGoogleSpeechEmulator } from '../../../emulators/google-speech.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { narrationOf, speechCall, speechProviders } from './speech-bench.ts';

const provide = speechProviders();
const voice = 'en-US-Neural2-F';
const service = (emulator: Emulator) => createGoogleSpeech({ key, baseUrl: emulator.url });

testVendor({
  start: startGoogleSpeechEmulator,
  call: (emulator, signal) =>
    provide(service(emulator)).narrate(narrationOf('Three hearts beat.', { voice }), speechCall({ signal }).call),
  key,
  keyIn: { header: 'x-goog-api-key' },
  errors: [
    { status: 400, code: 'API_KEY_INVALID', type: 'BadCredentials' },
    { status: 403, type: 'BadCredentials' },
    { status: 400, type: 'InvalidInput' },
    { status: 429, type: 'RateLimited' },
  ],
});

describe('Google Text-to-Speech', () => {
  let emulator: SpeechEmulator;
  beforeAll(async () => {
    emulator = await startGoogleSpeechEmulator();
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    emulator.reset();
    emulator.spoken.length = 0;
  });

  it('charges for tags and text, not for marks, by the kind of the voice', async () => {
    const { call, charges } = speechCall();
    await provide(service(emulator)).narrate(narrationOf('Copper & iron.', { voice }), call);
    const characters = '<speak>Copper &amp; iron.</speak>'.length;
    expect(charges).toEqual([{ provider: 'google', model: 'neural2', estimate: { characters } }]);
    expect(service(emulator).modelOf('fr-FR-Wavenet-A')).toBe('wavenet');
    expect(service(emulator).modelOf('fr-FR-Standard-A')).toBe('standard');
  });

  it('takes no more than 5,000 bytes with all marks, and is heard without a gap where a sentence is cut', async () => {
    const text = `${Array.from({ length: 260 }, (_, index) => (index % 8 === 7 ? 'two,' : 'an')).join(' ')} end.`;
    const { value } = await provide(service(emulator)).narrate(narrationOf(text, { voice }), speechCall().call);
    expect(emulator.violations).toEqual([]);
    expect(emulator.spoken.length).toBeGreaterThan(1);
    expect(value.words.map((word) => word.text).join(' ')).toBe(text);
    expect(value.source).toBe('exact');
    for (const [index, { start }] of value.words.slice(1).entries()) {
      expect(start - (value.words[index]?.start ?? 0)).toBeLessThan(2.5);
    }
  }, 60_000);

  it.each([
    ['one that reads no marks', 'en-US-Chirp3-HD-Achernar'],
    ['one of another language', 'fr-FR-Neural2-F'],
    ['one of another provider', 'af_heart'],
  ])('refuses %s before anything is paid', async (_, other) => {
    const { call, charges } = speechCall();
    const narrating = provide(service(emulator)).narrate(narrationOf('One.', { voice: other }), call);
    await expect(narrating).rejects.toMatchObject({ type: 'UnknownVoice' });
    expect([charges, emulator.calls]).toEqual([[], []]);
  });

  it('says how to list the voices when one is not there', async () => {
    const narrating = provide(service(emulator)).narrate(
      narrationOf('One.', { voice: 'en-US-Neural2-Z' }),
      speechCall().call,
    );
    await expect(narrating).rejects.toMatchObject({
      type: 'UnknownVoice',
      message: expect.stringContaining('GET /tts/voices') as string,
    });
  });

  it('has a voice of its own for every language', () => {
    const google = service(emulator);
    for (const language of languageCodes) {
      expect(() => google.checkVoice(google.defaultVoice(language), language)).not.toThrow();
    }
  });

  it('lists the voices that read marks, in languages films are made in', async () => {
    const listed = await service(emulator).listVoices(new AbortController().signal);
    expect(listed.map((each) => [each.voice, each.gender, each.languages])).toEqual([
      ['en-US-Neural2-F', 'female', ['en']],
      ['en-US-Wavenet-D', 'male', ['en']],
      ['fr-FR-Neural2-F', 'female', ['fr']],
      ['cmn-CN-Wavenet-A', 'female', ['zh']],
    ]);
  });
});
