import { parentPort } from 'node:worker_threads';
import { Failure } from '../../contracts/failures.ts';
import type { FromThread, ToThread } from './pool.ts';

export interface ThreadCall<Progress> {
  /** Aborted when the caller cancels: stop early, end child processes, and throw. */
  signal: AbortSignal;
  report(progress: Progress): void;
}

/** The thread's side of `createThreadPool`: answers each request with what `handle` returns or throws. */
export function serveThread<Request, Result, Progress = never>(
  handle: (request: Request, call: ThreadCall<Progress>) => Promise<Result> | Result,
): void {
  const port = parentPort;
  if (!port) throw new Error('serveThread runs in a worker thread only');
  const running = new Map<number, AbortController>();
  const send = (message: FromThread) => port.postMessage(message);

  port.on('message', (message: ToThread) => {
    if (message.kind === 'abort') running.get(message.id)?.abort();
    else void answer(message.id, message.request);
  });

  async function answer(id: number, request: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const report = (progress: Progress) => send({ kind: 'progress', id, progress });
      const result = await handle(request as Request, { signal: controller.signal, report });
      send({ kind: 'done', id, result });
    } catch (error) {
      send({ kind: 'failed', id, ...describe(error, controller.signal.aborted) });
    } finally {
      running.delete(id);
    }
  }
}

function describe(
  error: unknown,
  aborted: boolean,
): Pick<FromThread & { kind: 'failed' }, 'type' | 'message' | 'details'> {
  if (aborted) return { type: 'Cancelled', message: 'cancelled' };
  if (error instanceof Failure) return { type: error.type, message: error.message, details: error.details };
  return { type: 'Internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
