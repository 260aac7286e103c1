import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { FailureType } from '../../src/contracts/failures.ts';
import type { Emulator } from './emulator.ts';
import type { Fault } from './faults.ts';

/** What every adapter of an outside service has to hold, whatever it is for. */
export interface VendorUnderTest {
  start(): Promise<Emulator>;
  /** One good call of the adapter against the emulator. */
  call(emulator: Emulator, signal: AbortSignal): Promise<unknown>;
  /** The key it was given. */
  key: string;
  /** Where the vendor wants it: a header, or a parameter of the address. */
  keyIn: { header: string } | { parameter: string };
  /** The vendor's documented errors, with what each has to become. */
  errors: readonly { status: number; code?: string; type: FailureType }[];
}

const common: readonly { title: string; fault: Fault; type: FailureType }[] = [
  { title: 'a connection that breaks off', fault: { kind: 'cut' }, type: 'ProviderUnavailable' },
  { title: 'a body that breaks off', fault: { kind: 'malformed' }, type: 'InvalidAnswer' },
  { title: 'a body of 50 MB', fault: { kind: 'huge' }, type: 'InvalidAnswer' },
  { title: 'a server error', fault: { kind: 'status', status: 500 }, type: 'ProviderUnavailable' },
  { title: 'an overloaded server', fault: { kind: 'status', status: 503 }, type: 'ProviderUnavailable' },
];

/** Registers the tests: an adapter's test file calls it once. */
export function testVendor({ start, call, key, keyIn, errors }: VendorUnderTest): void {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await start();
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.reset());

  const never = () => new AbortController().signal;
  const failing = async (fault: Fault) => {
    emulator.fail(fault);
    return call(emulator, never()).then(
      () => expect.fail('the call succeeded'),
      (error: unknown) => error,
    );
  };
  const expectNoKey = (error: unknown) => {
    const { message, stack, cause } = error as Error;
    const shown = [message, stack, JSON.stringify(error), JSON.stringify(cause), (cause as Error | undefined)?.stack];
    expect(shown.join('\n')).not.toContain(key);
  };

  it('does what the vendor asks for, with the key in its one place', async () => {
    await call(emulator, never());
    expect(emulator.violations).toEqual([]);
    expect(emulator.calls.length).toBeGreaterThan(0);
    for (const { url, headers, body } of emulator.calls) {
      const elsewhere = { ...headers };
      if ('header' in keyIn) {
        expect(elsewhere[keyIn.header]).toContain(key);
        elsewhere[keyIn.header] = '';
        expect(url.href).not.toContain(key);
      } else {
        expect(url.searchParams.get(keyIn.parameter)).toBe(key);
      }
      expect(JSON.stringify([elsewhere, body])).not.toContain(key);
    }
  });

  for (const { title, fault, type } of common) {
    it(`fails as ${type} at ${title}, after one call, without the key in what it says`, async () => {
      const error = await failing(fault);
      expect(error).toMatchObject({ name: 'Failure', type });
      expect(emulator.calls.filter(({ outcome }) => outcome === 'fault')).toHaveLength(1);
      expectNoKey(error);
    });
  }

  for (const { status, code, type } of errors) {
    it(`takes ${status}${code ? ` ${code}` : ''} for ${type}`, async () => {
      const error = await failing({ kind: 'status', status, code });
      expect(error).toMatchObject({ name: 'Failure', type });
      expectNoKey(error);
    });
  }

  it('waits as long as Retry-After says', async () => {
    expect(await failing({ kind: 'status', status: 429, retryAfter: '7' })).toMatchObject({ retryAfterMs: 7000 });
  });

  it('follows no redirect', async () => {
    const elsewhere = await start();
    try {
      const error = await failing({ kind: 'redirect', location: elsewhere.url });
      expect(error).toMatchObject({ name: 'Failure', type: 'InvalidAnswer' });
      expect(elsewhere.calls).toEqual([]);
    } finally {
      await elsewhere.close();
    }
  });

  it('stops when its activity is cancelled, with the reason it was cancelled for', async () => {
    emulator.fail({ kind: 'stall' });
    const controller = new AbortController();
    const reason = new Error('the run was cancelled');
    const outcome = call(emulator, controller.signal).catch((error: unknown) => error);
    await expect.poll(() => emulator.calls.length, { timeout: 20_000 }).toBe(1);
    controller.abort(reason);
    expect(await outcome).toBe(reason);
  });
}
