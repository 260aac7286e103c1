import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/contracts/failures.ts';
import { createThreadPool, type ThreadPool } from '../../../src/engines/threads/pool.ts';
import type { EchoRequest } from './fixtures/echo-thread.ts';

const echo = new URL('./fixtures/echo-thread.ts', import.meta.url);
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const pool of opened.splice(0)) await pool.close();
});

function openPool(size: number, entry = echo): ThreadPool<EchoRequest, unknown, number> {
  const pool = createThreadPool<EchoRequest, unknown, number>(entry, size);
  opened.push(pool);
  return pool;
}

/** A request that is at work, and the controller that cancels it. */
async function startWaiting(pool: ThreadPool<EchoRequest, unknown, number>) {
  const controller = new AbortController();
  let began = () => {};
  const started = new Promise<void>((resolve) => {
    began = resolve;
  });
  const running = pool.run({ do: 'wait' }, { signal: controller.signal, onProgress: began });
  running.catch(() => {});
  await started;
  return { running, abort: () => controller.abort() };
}

describe('a thread pool', () => {
  it('runs as many requests side by side as it has threads, and no more', async () => {
    const pool = openPool(2);
    const waiting = new Int32Array(new SharedArrayBuffer(4));
    waiting[0] = 2;
    // Neither ends before the other has begun.
    const threads = await Promise.all([pool.run({ do: 'meet', waiting }), pool.run({ do: 'meet', waiting })]);
    expect(new Set(threads).size).toBe(2);
    const answers = (await Promise.all(
      Array.from({ length: 12 }, (_, value) => pool.run({ do: 'answer', value })),
    )) as { value: number; thread: number }[];
    expect(answers.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (const { thread } of answers) expect(threads).toContain(thread);
  });

  it('passes progress on in order, before the answer', async () => {
    const seen: unknown[] = [];
    const answer = await openPool(1).run({ do: 'report', steps: 3 }, { onProgress: (step) => seen.push(step) });
    seen.push(answer);
    expect(seen).toEqual([1, 2, 3, 'reported']);
  });

  it('gives a failure its type, its words and its facts back', async () => {
    const error = await openPool(1)
      .run({ do: 'refuse' })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ type: 'UnknownVoice', message: 'there is no such voice', details: { voice: 'x' } });
  });

  it('calls what nobody foresaw Internal, with the place it came from', async () => {
    await expect(openPool(1).run({ do: 'throw' })).rejects.toMatchObject({
      type: 'Internal',
      message: expect.stringMatching(/TypeError: not foreseen\n.*echo-thread/s) as string,
    });
  });

  it('takes a request that cannot be sent for that one’s fault alone', async () => {
    const pool = openPool(1);
    await expect(pool.run({ do: 'answer', value: () => {} })).rejects.toThrow(/could not be cloned/);
    expect(await pool.run({ do: 'answer', value: 1 })).toMatchObject({ value: 1 });
  });
});

describe('a cancelled request', () => {
  it('that runs ends as Cancelled, and its thread does the next', async () => {
    const pool = openPool(1);
    const { running, abort } = await startWaiting(pool);
    const next = pool.run({ do: 'answer', value: 'next' });
    abort();
    await expect(running).rejects.toMatchObject({ type: 'Cancelled' });
    expect(await next).toMatchObject({ value: 'next' });
  });

  it('that waits for a thread ends at once, and never runs', async () => {
    const pool = openPool(1);
    const { running, abort } = await startWaiting(pool);
    const controller = new AbortController();
    const second = pool.run({ do: 'die' }, { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ type: 'Cancelled', message: 'cancelled before it began' });
    abort();
    await expect(running).rejects.toMatchObject({ type: 'Cancelled' });
    expect(await pool.run({ do: 'answer', value: 1 })).toMatchObject({ value: 1 });
  });

  it('that was cancelled before it was asked is refused', async () => {
    const running = openPool(1).run({ do: 'die' }, { signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ type: 'Cancelled' });
  });

  it('leaves nothing listening on its signal once it has ended', async () => {
    const pool = openPool(1);
    const controller = new AbortController();
    const { signal } = controller;
    let listening = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listening += 1;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listening -= 1;
      removeEventListener.apply(signal, args);
    };
    await pool.run({ do: 'answer', value: 1 }, { signal });
    await pool.run({ do: 'refuse' }, { signal }).catch(() => {});
    expect(listening).toBe(0);
  });
});

describe('a thread that dies', () => {
  it('fails its own request, and the next one runs on a new thread', async () => {
    const pool = openPool(1);
    const dying = pool.run({ do: 'die' });
    const next = pool.run({ do: 'answer', value: 'alive' });
    await expect(dying).rejects.toMatchObject({ type: 'ToolFailed', message: 'thread ended with code 3' });
    expect(await next).toMatchObject({ value: 'alive' });
  });

  it('while it is loaded fails the request with the reason', async () => {
    const pool = openPool(1, new URL('./fixtures/broken-thread.ts', import.meta.url));
    for (let time = 0; time < 2; time++)
      await expect(pool.run({ do: 'answer', value: 1 })).rejects.toMatchObject({
        type: 'ToolFailed',
        message: 'the model does not load',
      });
  });
});

describe('closing a pool', () => {
  it('lets what runs end itself, as cancelled, and rejects what waits and what comes later', async () => {
    const pool = openPool(1);
    const { running } = await startWaiting(pool);
    const waiting = pool.run({ do: 'answer', value: 1 });
    waiting.catch(() => {});
    await pool.close();
    const closed = { type: 'Cancelled', message: 'the thread pool was closed' };
    await expect(running).rejects.toMatchObject({ type: 'Cancelled', message: 'cancelled' });
    await expect(waiting).rejects.toMatchObject(closed);
    await expect(pool.run({ do: 'answer', value: 1 })).rejects.toMatchObject(closed);
  });

  it('is no trouble where nothing was ever run, or twice', async () => {
    const pool = openPool(3);
    await pool.close();
    await expect(pool.close()).resolves.toBeUndefined();
  });
});
