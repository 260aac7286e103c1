import { createCanvas } from '@napi-rs/canvas';
import { type Emulator, type EmulatorDefinition, startEmulator, VendorRefusal, type VendorReply } from './emulator.ts';

export const openaiImagesKey = 'openai-images-made-up-0123456789abcdef';

const known = [
  ...['model', 'prompt', 'n', 'size', 'quality', 'background', 'moderation', 'output_format', 'output_compression'],
  ...['partial_images', 'stream', 'user'],
];
const qualities = ['low', 'medium', 'high', 'auto'];
const standardSizes = ['1024x1024', '1536x1024', '1024x1536', 'auto'];

/** OpenAI's errors, as all of its services write them. */
function openaiError(status: number, code?: string): object {
  const moderated = code === 'moderation_blocked';
  const codes: Record<number, string | null> = { 401: 'invalid_api_key', 429: 'rate_limit_exceeded' };
  const type = moderated ? 'image_generation_user_error' : status >= 500 ? 'server_error' : 'invalid_request_error';
  const message = moderated
    ? 'Your request was rejected by the safety system. safety_violations=[violence].'
    : `The request failed with ${code ?? status}.`;
  return { error: { message, type, param: null, code: code ?? codes[status] ?? null } };
}

function refuse(param: string, message: string): never {
  const error = { message, type: 'invalid_request_error', param, code: 'invalid_value' };
  throw new VendorRefusal({ status: 400, json: { error } });
}

/** OpenAI's images: `POST /v1/images/generations`. A part, by itself or of an emulator that has more; any key will do without `key`. */
export function createOpenaiImages({ key }: { key?: string } = {}): EmulatorDefinition {
  return {
    name: 'openai',
    errorOf: openaiError,
    answer(call) {
      const given = /^Bearer (\S+)$/.exec(call.headers.authorization ?? '')?.[1];
      if (!given || (key && given !== key)) {
        throw new VendorRefusal({ status: 401, json: openaiError(401) }, { isViolation: !given });
      }
      if (call.method !== 'POST' || call.url.pathname !== '/v1/images/generations') {
        throw new VendorRefusal({ status: 404, json: openaiError(404) });
      }
      return generate(call.body);
    },
  };
}

function generate(body: unknown): VendorReply {
  const asked = body as Record<string, unknown>;
  const unknown = Object.keys(asked).find((name) => !known.includes(name));
  if (unknown) refuse(unknown, `Unknown parameter: '${unknown}'.`);
  const { model, prompt, n = 1, size = 'auto', quality = 'auto' } = asked;
  if (typeof model !== 'string' || !/^(gpt-image-|chatgpt-image-)/.test(model)) {
    refuse('model', `The model '${String(model)}' does not exist or is shut down.`);
  }
  if (typeof prompt !== 'string' || prompt.length === 0 || prompt.length > 32_000) refuse('prompt', 'Bad prompt.');
  if (!Number.isInteger(n) || (n as number) < 1 || (n as number) > 10) refuse('n', 'n is from 1 to 10.');
  if (typeof quality !== 'string' || !qualities.includes(quality))
    refuse('quality', `Bad quality '${String(quality)}'.`);
  if (typeof size !== 'string' || !isSize(size, model as string)) refuse('size', `Invalid size '${String(size)}'.`);
  if (/forbidden/i.test(prompt as string)) {
    throw new VendorRefusal({ status: 400, json: openaiError(400, 'moderation_blocked') }, { isViolation: false });
  }
  const [width = 1024, height = 1024] = size === 'auto' ? [] : (size as string).split('x').map(Number);
  const data = Array.from({ length: n as number }, (_, index) => ({
    b64_json: drawPng(width, height, (prompt as string).length + index).toString('base64'),
  }));
  return {
    json: {
      ...{ created: 1_790_000_000, background: 'opaque', output_format: 'png', quality, size, data },
      usage: {
        ...{ total_tokens: 1650, input_tokens: 50, output_tokens: 1600 },
        input_tokens_details: { text_tokens: 50, image_tokens: 0 },
      },
    },
  };
}

function isSize(size: string, model: string): boolean {
  if (standardSizes.includes(size)) return true;
  const [width = 0, height = 0] = size.split('x').map(Number);
  const shape = width / height;
  return /^gpt-image-2/.test(model) && width % 16 === 0 && height % 16 === 0 && shape >= 1 / 3 && shape <= 3;
}

function drawPng(width: number, height: number, seed: number): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = `hsl(${seed % 360} 50% 45%)`;
  context.fillRect(0, 0, width, height);
  context.fillStyle = `hsl(${(seed + 180) % 360} 60% 65%)`;
  context.fillRect(width / 4, height / 4, width / 2, height / 2);
  return canvas.toBuffer('image/png');
}

/** The images alone. */
export function startOpenaiImagesEmulator({ port }: { port?: number } = {}): Promise<Emulator> {
  return startEmulator(createOpenaiImages({ key: openaiImagesKey }), port);
}
