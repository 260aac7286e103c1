import { type Emulator, startEmulator, type VendorCall, VendorRefusal, type VendorReply } from './emulator.ts';
import { asMp3, localeOf, type Spoken, speakAloud } from './robot-speaker.ts';

export interface SpeechEmulatorOptions {
  port?: number;
  /** Changes the answer to something that was spoken. */
  spoil?: (answer: Record<string, unknown>) => Record<string, unknown>;
}

/** With all that was said, in order. */
export type SpeechEmulator = Emulator & { spoken: Spoken[] };

export const elevenLabsKey = 'elevenlabs-made-up-0123456789abcdef';

const voices = [
  {
    id: 'JBFqnCBsd6RMkjVDRZzb',
    name: 'George',
    gender: 'male',
    accent: 'british',
    languages: ['en', 'fr', 'ja', 'zh'],
  },
  { id: 'EXAVITQu4vr4xnSDxMaL', name: 'Sarah', gender: 'female', accent: 'american', languages: ['en', 'de'] },
  { id: 'ThT5KcBeYPX3keUQqHPh', name: 'Odd', gender: 'neutral', accent: 'american', languages: ['tlh'] },
];

/** Of the models that speak: how much they take at once (`GET /v1/models`). */
const models: Readonly<Record<string, number>> = {
  eleven_multilingual_v2: 10_000,
  eleven_flash_v2_5: 40_000,
  eleven_turbo_v2_5: 40_000,
  eleven_v3: 5000,
};

const fields = ['text', 'model_id', 'language_code', 'voice_settings', 'seed', 'previous_text', 'next_text'];
const messages: Readonly<Record<string, string>> = {
  invalid_api_key: 'Invalid API key',
  quota_exceeded: 'This request exceeds your quota. You have 12 credits remaining, while 245 credits are required.',
  too_many_concurrent_requests: 'Too many concurrent requests. Your current subscription allows 3 of them.',
  system_busy: 'The system is experiencing heavy traffic, please try again later.',
};
const usualCodes: Readonly<Record<number, string>> = { 401: 'invalid_api_key', 429: 'too_many_concurrent_requests' };

/** ElevenLabs' text to speech with times, its voices and models, by the vendor's own client of 2.73. */
export async function startElevenLabsEmulator({
  port,
  spoil = same,
}: SpeechEmulatorOptions = {}): Promise<SpeechEmulator> {
  const spoken: Spoken[] = [];

  async function speak({ url, body }: Pick<VendorCall, 'url' | 'body'>, id: string): Promise<VendorReply> {
    const { text, model, speed } = checkSpeech(url, body, id);
    const said = await speakAloud(text, localeOf(text), speed);
    spoken.push(said);
    const alignment = alignCharacters(said);
    const sound = await asMp3(said, 128, 44_100);
    const json = { audio_base64: sound.toString('base64'), alignment, normalized_alignment: alignment };
    return {
      json: spoil(json),
      headers: { 'request-id': `req_${spoken.length}`, 'character-cost': `${text.length}`, model },
    };
  }

  const emulator = await startEmulator(
    {
      name: 'elevenlabs',
      errorOf: (status, code = usualCodes[status] ?? 'internal_error') =>
        status === 422
          ? { detail: [{ loc: ['body', 'text'], msg: 'field required', type: 'value_error.missing' }] }
          : errorOf(code),
      answer(call) {
        if (call.headers['xi-api-key'] !== elevenLabsKey) throw refuse(401, 'invalid_api_key');
        const [, id] = /^\/v1\/text-to-speech\/([^/]+)\/with-timestamps$/.exec(call.url.pathname) ?? [];
        const asked = `${call.method} ${call.url.pathname}`;
        if (id && call.method === 'POST') return speak(call, decodeURIComponent(id));
        if (asked === 'GET /v1/voices') return { json: { voices: voices.map(toVoice) } };
        if (asked === 'GET /v1/models') return { json: Object.entries(models).map(toModel) };
        throw refuse(404, 'not_found');
      },
    },
    port,
  );
  return { ...emulator, spoken };
}

const same = (answer: Record<string, unknown>) => answer;
const errorOf = (status: string, message = messages[status] ?? status) => ({ detail: { status, message } });

function refuse(status: number, code: string, message?: string, isViolation = true): VendorRefusal {
  return new VendorRefusal({ status, json: errorOf(code, message) }, { isViolation });
}

function checkSpeech(url: URL, body: unknown, id: string) {
  const {
    text,
    model_id: model,
    voice_settings: settings = {},
    previous_text: before,
    next_text: after,
    language_code: language,
  } = body as {
    [name: string]: unknown;
    voice_settings?: { speed?: number };
  };
  const bad = (message: string) => refuse(400, 'invalid_request', message);
  const unknown = Object.keys(body as object).filter((name) => !fields.includes(name));
  if (unknown.length > 0) throw bad(`unknown fields: ${unknown.join(', ')}`);
  if (url.searchParams.get('output_format') !== 'mp3_44100_128') throw bad('the format is another than was agreed');
  if (typeof text !== 'string' || text.trim() === '') throw bad('the text is empty');
  if (typeof model !== 'string' || !models[model]) throw refuse(400, 'model_not_found');
  if (text.length > (models[model] ?? 0)) throw refuse(400, 'max_character_limit_exceeded');
  if (language !== undefined && model === 'eleven_multilingual_v2') throw refuse(400, 'unsupported_language');
  if (model === 'eleven_v3' && (before !== undefined || after !== undefined)) throw refuse(400, 'unsupported_model');
  const { speed = 1 } = settings;
  if (speed < 0.7 || speed > 1.2) throw refuse(400, 'invalid_voice_settings');
  if (!voices.some((voice) => voice.id === id)) {
    throw refuse(404, 'voice_not_found', `A voice with the voice_id '${id}' was not found.`, false);
  }
  return { text, model, speed };
}

/** Each character of the text: a word's sound is shared out among its letters, a space takes none. */
function alignCharacters({ text, words, samples, sampleRate }: Spoken) {
  const times = Array.from(text, (character) => ({ character, start: Number.NaN, end: Number.NaN }));
  for (const { offset, text: word, start, end } of words) {
    const first = [...text.slice(0, offset)].length;
    const letters = [...word];
    for (const index of letters.keys()) {
      const time = times[first + index];
      const share = (end - start) / letters.length;
      if (time) Object.assign(time, { start: start + index * share, end: start + (index + 1) * share });
    }
  }
  let passed = 0;
  for (const time of times) {
    if (Number.isNaN(time.start)) Object.assign(time, { start: passed, end: passed });
    passed = time.end;
  }
  const length = samples.length / sampleRate;
  const round = (seconds: number) => Math.round(Math.min(seconds, length) * 1000) / 1000;
  return {
    characters: times.map(({ character }) => character),
    character_start_times_seconds: times.map(({ start }) => round(start)),
    character_end_times_seconds: times.map(({ end }) => round(end)),
  };
}

function toVoice({ id, name, gender, accent, languages: [own = 'en', ...others] }: (typeof voices)[number]) {
  return {
    voice_id: id,
    name,
    category: 'premade',
    labels: { accent, gender, language: own, age: 'middle_aged', use_case: 'narration' },
    description: null,
    preview_url: `https://storage.example.invalid/${id}/preview.mp3`,
    available_for_tiers: [],
    high_quality_base_model_ids: Object.keys(models),
    verified_languages: others.map((language) => ({
      ...{ language, model_id: 'eleven_multilingual_v2', accent: 'standard', locale: null, preview_url: null },
    })),
  };
}

function toModel([model_id, longest]: [string, number]) {
  return {
    ...{ model_id, name: model_id, can_do_text_to_speech: true, maximum_text_length_per_request: longest },
    languages: [{ language_id: 'en', name: 'English' }],
  };
}
