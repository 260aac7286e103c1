import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mayTakeOver } from '../../../src/activities/choose-providers.ts';
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

  it('is sent bytes as they are, and text too', async () => {
    const sent = { method: 'POST', url: emulator.url, headers: { 'content-type': 'image/svg+xml' }, signal } as const;
    for (const body of ['<svg/>', Buffer.from('<svg/>')]) await vendor.askBytes({ ...sent, body });
    expect(emulator.calls.map(({ body }) => body)).toEqual(['<svg/>', '<svg/>']);
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
    expect(await failure()).toMatchObject({ type: 'QuotaExceeded', status: 429, code: 'insufficient_quota' });
    expect(await failure()).toMatchObject({ type: 'RateLimited', status: 429, code: undefined });
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

describe('a model that a service does not have', () => {
  const answers: [string, object][] = [
    [
      'openai',
      { error: { message: 'The model `g` does not exist.', type: 'invalid_request_error', code: 'model_not_found' } },
    ],
    ['anthropic', { type: 'error', error: { type: 'not_found_error', message: 'model: g' } }],
    ['gemini', { error: { code: 404, message: 'models/g is not found.', status: 'NOT_FOUND' } }],
  ];
  it.each(answers)('is for a person to correct, and the next provider takes over: %s', (name, body) => {
    const answer = { status: 404, headers: new Headers(), body: JSON.stringify(body) };
    const about = { vendor: name, title: 'Acme', secrets: [] };
    const refused = failureOfAnswer(answer, { ...about, modelVariable: 'ACME_MODEL' });
    expect(refused).toMatchObject({ type: 'BadCredentials', retry: false });
    expect(refused.message).toMatch(/^Acme answers 404 .*[^.]; correct ACME_MODEL$/);
    expect(mayTakeOver(refused, 1)).toBe(true);
    expect(failureOfAnswer(answer, about).message).not.toContain('correct');
  });

  it('is named though the service says much, and not where another thing is missing', () => {
    const long = { error: { message: 'no '.repeat(200), code: 'model_not_found' } };
    const about = { vendor: 'openai', title: 'Acme', secrets: [], modelVariable: 'ACME_MODEL' };
    const of = (body: string) => failureOfAnswer({ status: 404, headers: new Headers(), body }, about);
    expect(of(JSON.stringify(long)).message).toMatch(/; correct ACME_MODEL$/);
    expect(of('<html>Not found</html>')).toMatchObject({ type: 'InvalidInput', message: 'Acme answers 404' });
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

  it.each([
    ['13s', {}, 13_000],
    ['0.5s', {}, 500],
    ['13s', { 'retry-after': '2' }, 2000],
    ['86400s', {}, 3_600_000],
    ['soon', {}, undefined],
    [13, {}, undefined],
  ])(
    'is in the body of Google’s errors where no header has it: %j with %j is %s ms',
    (retryDelay, headers, expected) => {
      const details = [
        { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [] },
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
      ];
      for (const [status, name] of [
        [429, 'RESOURCE_EXHAUSTED'],
        [503, 'UNAVAILABLE'],
      ] as const) {
        const body = JSON.stringify({ error: { code: status, message: 'wait', status: name, details } });
        const answer = { status, headers: new Headers(headers as Record<string, string>), body };
        const { retryAfterMs } = failureOfAnswer(answer, { vendor: 'gemini', title: 'Gemini', secrets: [] });
        expect(retryAfterMs).toBe(expected);
      }
    },
  );
});
