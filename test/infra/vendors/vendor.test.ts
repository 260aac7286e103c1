import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureOfAnswer } from '../../../src/infra/vendors/answer-failure.ts';
import { retryAfterOf } from '../../../src/infra/vendors/retry-after.ts';
import { createVendor } from '../../../src/infra/vendors/vendor.ts';
import { type Emulator, startEmulator } from '../../emulators/emulator.ts';

const key = 'sk-very+secret/1234567890';
const vendor = createVendor({ name: 'openai', title: 'Acme', secrets: [key], maxBytes: 1_000_000 });
const signal = new AbortController().signal;

let emulator: Emulator;
let reply: unknown = { hello: 'world' };
beforeAll(async () => {
  emulator = await startEmulator({
    name: 'acme',
    errorOf: (_status, code) => ({
      error: { message: `no: your key ${key} (${encodeURIComponent(key)})\u001b[31m`, code },
    }),
    answer: () => ({ json: reply }),
  });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const ask = (schema: z.ZodType = z.unknown()) =>
  vendor.askJson(
    { method: 'POST', url: `${emulator.url}/v1`, headers: { 'x-key': key }, body: { a: 1 }, signal },
    schema,
  );
const failure = async (schema?: z.ZodType) => (await ask(schema).catch((error: unknown) => error)) as Error;

describe('an outside service', () => {
  it('is sent JSON, and its answer read by a schema', async () => {
    reply = { hello: 'world', more: 1 };
    expect(await ask(z.object({ hello: z.string() }))).toEqual({ hello: 'world' });
    expect(emulator.calls[0]).toMatchObject({ method: 'POST', body: { a: 1 } });
  });

  it('is said to answer otherwise than expected, with the place, when the schema does not hold', async () => {
    reply = { items: [{ volume: 'many' }] };
    expect(await failure(z.object({ items: z.array(z.object({ volume: z.number() })) }))).toMatchObject({
      type: 'InvalidAnswer',
      message: expect.stringMatching(/^the answer of Acme is not as expected; items\.0\.volume: /) as string,
    });
  });

  it('has no key nor control character in what is said of its errors, however it quotes them', async () => {
    emulator.fail({ kind: 'status', status: 418, code: 'teapot' });
    const { message } = await failure();
    expect(message).toBe('Acme answers 418 teapot: no: your key *** (***) [31m');
  });

  it('is taken by its code before its status', async () => {
    emulator.fail({ kind: 'status', status: 429, code: 'insufficient_quota' }, { kind: 'status', status: 429 });
    expect(await failure()).toMatchObject({ type: 'QuotaExceeded' });
    expect(await failure()).toMatchObject({ type: 'RateLimited' });
  });

  it.each([
    ['OpenAI', { error: { message: 'no', type: 'a_type', code: 'a_code' } }, 'a_code: no'],
    ['Anthropic', { type: 'error', error: { type: 'overloaded_error', message: 'busy' } }, 'overloaded_error: busy'],
    ['ElevenLabs', { detail: { status: 'system_busy', message: 'busy' } }, 'system_busy: busy'],
    ['ElevenLabs of a field', { detail: [{ loc: ['body', 'text'], msg: 'required' }] }, ': required'],
    [
      'Google',
      { error: { code: 403, status: 'DENIED', message: 'no', details: [{ reason: 'KEY_INVALID' }] } },
      'KEY_INVALID: no',
    ],
    ['YouTube', { error: { code: 403, message: 'no', errors: [{ reason: 'quotaExceeded' }] } }, 'quotaExceeded: no'],
    [
      'Google Ads',
      {
        error: {
          ...{ code: 400, message: 'Request contains an error.', status: 'INVALID_ARGUMENT' },
          details: [{ errors: [{ errorCode: { quotaError: 'RESOURCE_EXHAUSTED' }, message: 'Too many requests.' }] }],
        },
      },
      'RESOURCE_EXHAUSTED: Too many requests.',
    ],
    ['SerpAPI', { error: 'Invalid API key.' }, ': Invalid API key.'],
  ])('is read in the form %s writes its errors in', (_, body, said) => {
    const answer = { status: 418, headers: new Headers(), body: JSON.stringify(body) };
    const { message } = failureOfAnswer(answer, { vendor: 'none', title: 'Acme', secrets: [] });
    expect(message).toBe(`Acme answers 418${said.startsWith(':') ? '' : ' '}${said}`);
  });

  it('is asked once, whatever it answers', async () => {
    emulator.fail({ kind: 'status', status: 500 });
    await failure();
    expect(emulator.calls).toHaveLength(1);
  });

  it('is waited for no longer than was said', async () => {
    const hasty = createVendor({ name: 'openai', title: 'Acme', secrets: [], timeoutMs: 50 });
    emulator.fail({ kind: 'stall' });
    await expect(hasty.askJson({ url: emulator.url, signal }, z.unknown())).rejects.toMatchObject({
      type: 'ProviderUnavailable',
      message: 'Acme did not answer in 0.05 seconds',
    });
  });
});

describe('the time to wait', () => {
  const now = Date.parse('2026-11-01T12:00:00Z');
  it.each([
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': 'Sun, 01 Nov 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sun, 01 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': '999999' }, 3_600_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{}, undefined],
  ])('%j is %s ms', (headers, expected) => {
    expect(retryAfterOf(new Headers(headers as Record<string, string>), now)).toBe(expected);
  });
});
