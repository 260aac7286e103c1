import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createElevenLabs } from '../../../../src/activities/speech/providers/elevenlabs.ts';
import { elevenLabsKey as key, type SpeechEmulator, startElevenLabsEmulator } from '../../../emulators/elevenlabs.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { narrationOf, speechCall, speechProviders } from './speech-bench.ts';

const model = 'eleven_multilingual_v2';
const provide = speechProviders();
const voice = 'JBFqnCBsd6RMkjVDRZzb';
const service = (emulator: Emulator, own = model) => createElevenLabs({ key, baseUrl: emulator.url, model: own });

testVendor({
  start: startElevenLabsEmulator,
  call: (emulator, signal) =>
    provide(service(emulator)).narrate(narrationOf('Three hearts beat.', { voice }), speechCall({ signal }).call),
  key,
  keyIn: { header: 'xi-api-key' },
  errors: [
    { status: 401, code: 'invalid_api_key', type: 'BadCredentials' },
    { status: 401, code: 'quota_exceeded', type: 'QuotaExceeded' },
    { status: 400, code: 'max_character_limit_exceeded', type: 'InvalidInput' },
    { status: 429, code: 'too_many_concurrent_requests', type: 'RateLimited' },
    { status: 429, code: 'system_busy', type: 'ProviderUnavailable' },
    { status: 404, code: 'voice_not_found', type: 'UnknownVoice' },
    { status: 422, type: 'InvalidInput' },
  ],
});

describe('ElevenLabs', () => {
  let emulator: SpeechEmulator;
  let answer = (json: Record<string, unknown>) => json;
  beforeAll(async () => {
    emulator = await startElevenLabsEmulator({ spoil: (json) => answer(json) });
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    emulator.reset();
    answer = (json) => json;
  });

  it('is told what stands before and after each sentence, and the pace', async () => {
    const text = 'One heart. Two hearts. Three hearts.';
    const { call, charges, used } = speechCall();
    await provide(service(emulator)).narrate(narrationOf(text, { voice, wordsPerMinute: 400 }), call);
    expect(emulator.calls.map(({ body }) => body)).toMatchObject([
      { text: 'One heart.', next_text: 'Two hearts.', voice_settings: { speed: 1.2 } },
      { text: 'Two hearts.', previous_text: 'One heart.', next_text: 'Three hearts.' },
      { text: 'Three hearts.', previous_text: 'One heart. Two hearts.' },
    ]);
    expect(charges[0]).toEqual({ provider: 'elevenlabs', model, estimate: { characters: 10 } });
    expect(used).toEqual([{ characters: 10 }, { characters: 11 }, { characters: 13 }]);
  });

  it('is told the language where its model takes it, and nothing around where it does not', async () => {
    await provide(service(emulator, 'eleven_v3')).narrate(narrationOf('One. Two.', { voice }), speechCall().call);
    expect(emulator.violations).toEqual([]);
    expect(emulator.calls[0]?.body).toMatchObject({ language_code: 'en', model_id: 'eleven_v3' });
  });

  it('has the script’s words even where only the spelling it reads aloud has times', async () => {
    answer = ({ alignment: _, normalized_alignment: times, ...json }) => ({
      ...json,
      alignment: null,
      normalized_alignment: spellOut(times as Times, '25%', 'twenty-five percent'),
    });
    const { value } = await provide(service(emulator)).narrate(
      narrationOf('It has 25% more.', { voice }),
      speechCall().call,
    );
    expect(value.words.map(({ text }) => text)).toEqual(['It', 'has', '25%', 'more.']);
    expect(value.source).toBe('exact');
  });

  it.each([
    ['missing', () => null],
    ['too few', (times: Times) => ({ ...times, character_start_times_seconds: [0] })],
    ['out of order', (times: Times) => mapStarts(times, (start) => 3 - start)],
    ['beyond the sound', (times: Times) => mapStarts(times, (start) => start + 60)],
    ['all at one moment', (times: Times) => mapStarts(times, () => 0)],
  ])('is not believed when its times are %s: the words are found in the sound', async (_, spoil) => {
    answer = (json) => {
      const alignment = spoil(json.alignment as Times);
      return { ...json, alignment, normalized_alignment: alignment };
    };
    const { value } = await provide(service(emulator)).narrate(
      narrationOf('Three hearts beat in an octopus.', { voice }),
      speechCall().call,
    );
    expect(value.source).toBe('aligned');
    expect(value.words).toHaveLength(6);
    expect(value.words.at(-1)?.start).toBeGreaterThan(1);
  });

  it('says which languages its model lacks, and speaks them with the newest', () => {
    const old = service(emulator);
    expect(() => old.defaultVoice('he')).toThrow(expect.objectContaining({ type: 'UnsupportedLanguage' }));
    expect(() => old.checkVoice(voice, 'th')).toThrow(/Thai|ไทย.*eleven_v3/);
    expect(service(emulator, 'eleven_v3').defaultVoice('he')).toBe(voice);
  });

  it('says how to list the voices when one is not there', async () => {
    const narrating = provide(service(emulator)).narrate(narrationOf('One.', { voice: 'nobody' }), speechCall().call);
    await expect(narrating).rejects.toMatchObject({
      type: 'UnknownVoice',
      message: expect.stringMatching(/'nobody' was not found.*GET \/tts\/voices/) as string,
    });
  });

  it('lists its voices with samples, in languages films are made in', async () => {
    expect(await service(emulator).listVoices(new AbortController().signal)).toMatchObject([
      { voice, name: 'George', gender: 'male', sample: expect.stringContaining('preview') as string },
      { name: 'Sarah', gender: 'female', languages: ['en', 'de'] },
      { name: 'Odd' },
    ]);
  });
});

interface Times {
  characters: string[];
  character_start_times_seconds: number[];
  character_end_times_seconds: number[];
}

function mapStarts(times: Times, change: (start: number) => number): Times {
  return {
    ...times,
    character_start_times_seconds: times.character_start_times_seconds.map(change),
    character_end_times_seconds: times.character_end_times_seconds.map(change),
  };
}

function spellOut(times: Times, written: string, spoken: string): Times {
  const at = times.characters.join('').indexOf(written);
  const from = times.character_start_times_seconds[at] ?? 0;
  const to = times.character_end_times_seconds[at + written.length - 1] ?? 0;
  const share = (index: number) => from + ((to - from) * index) / spoken.length;
  const letters = [...spoken];
  const put = <Item>(list: Item[], inserted: Item[]) => list.toSpliced(at, written.length, ...inserted);
  return {
    characters: put(times.characters, letters),
    character_start_times_seconds: put(
      times.character_start_times_seconds,
      letters.map((_, index) => share(index)),
    ),
    character_end_times_seconds: put(
      times.character_end_times_seconds,
      letters.map((_, index) => share(index + 1)),
    ),
  };
}
