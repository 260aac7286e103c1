import type { SpeechEmulator, SpeechEmulatorOptions } from './elevenlabs.ts';
import { startEmulator, type VendorCall, VendorRefusal, type VendorReply } from './emulator.ts';
import { asWav, localeOf, type Spoken, speakAloud } from './robot-speaker.ts';

export const openAiSpeechKey = 'openai-made-up-0123456789abcdef';

const longestText = 4096;
const voices = 'alloy ash ballad coral echo fable onyx nova sage shimmer verse marin cedar'.split(' ');
const models = ['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts'];
const fields = ['model', 'voice', 'input', 'speed', 'response_format', 'instructions', 'stream_format'];

interface Options {
  spoilSound?: (sound: Buffer) => Buffer;
}

/** OpenAI's speech: `POST /v1/audio/speech`, sound alone, without any times. A part, by itself or of an emulator that has more. */
export function createOpenaiSpeech({ spoilSound = (sound) => sound }: Options = {}) {
  const spoken: Spoken[] = [];
  return {
    name: 'openai',
    spoken,
    errorOf,
    async answer({ method, url, headers, body }: Omit<VendorCall, 'outcome'>): Promise<VendorReply> {
      if (headers.authorization !== `Bearer ${openAiSpeechKey}`) throw refuse(401, 'invalid_api_key');
      if (`${method} ${url.pathname}` !== 'POST /v1/audio/speech') throw refuse(404, 'unknown_url');
      const { input, speed } = checkBody(body);
      const said = await speakAloud(input, localeOf(input), speed);
      spoken.push(said);
      const sound = asWav(said);
      // It is streamed before its length is known.
      sound.writeUInt32LE(0xffff_ffff, 4);
      sound.writeUInt32LE(0xffff_ffff, 40);
      return { bytes: spoilSound(sound), mediaType: 'audio/wav' };
    },
  };
}

export async function startOpenAiSpeechEmulator({
  port,
  ...options
}: Pick<SpeechEmulatorOptions, 'port'> & Options = {}): Promise<SpeechEmulator> {
  const part = createOpenaiSpeech(options);
  const emulator = await startEmulator(part, port);
  return { ...emulator, url: `${emulator.url}/v1`, spoken: part.spoken };
}

function errorOf(status: number, code?: string) {
  const type = code ?? (status >= 500 ? 'server_error' : 'invalid_request_error');
  return { error: { message: `It failed with ${status} ${type}.`, type, param: null, code: code ?? null } };
}

const refuse = (status: number, code: string) => new VendorRefusal({ status, json: errorOf(status, code) });

function checkBody(body: unknown): { input: string; speed: number } {
  const { model, voice, input, speed = 1, response_format: format } = body as Record<string, unknown>;
  const unknown = Object.keys(body as object).filter((name) => !fields.includes(name));
  if (unknown.length > 0) throw refuse(400, 'unknown_parameter');
  if (!models.includes(String(model))) throw refuse(404, 'model_not_found');
  if (!voices.includes(String(voice))) throw refuse(400, 'invalid_voice');
  if (typeof input !== 'string' || input.trim() === '') throw refuse(400, 'empty_string');
  if (input.length > longestText) throw refuse(400, 'string_above_max_length');
  if (typeof speed !== 'number' || speed < 0.25 || speed > 4) throw refuse(400, 'decimal_out_of_range');
  if (format !== 'wav') throw refuse(400, 'invalid_format');
  return { input, speed };
}
