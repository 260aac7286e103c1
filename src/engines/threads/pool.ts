import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Failure, type FailureType } from '../../contracts/failures.ts';

/** Between pool and thread. A request is answered by one `done` or `failed`; `progress` may come before. */
export type ToThread = { kind: 'run'; id: number; request: unknown } | { kind: 'abort'; id: number };
export type FromThread =
  | { kind: 'progress'; id: number; progress: unknown }
  | { kind: 'done'; id: number; result: unknown }
  | { kind: 'failed'; id: number; type: FailureType; message: string; details?: Record<string, unknown> };

export interface RunOptions<Progress> {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

export interface ThreadPool<Request, Result, Progress> {
  /** Runs one request on a free thread; waits for one when all are busy. Rejects with a `Failure`. */
  run(request: Request, options?: RunOptions<Progress>): Promise<Result>;
  /** Ends the threads; what is running is rejected. */
  close(): Promise<void>;
}

interface Job {
  id: number;
  request: unknown;
  onProgress?: (progress: unknown) => void;
  /** Resolves when it has ended, however. */
  ended: Promise<void>;
  /** Called once, with what ends the job; gives up listening for the caller's abort. */
  settle(outcome: { result: unknown } | { failure: unknown }): void;
}

interface Thread {
  worker: Worker;
  job: Job | undefined;
}

/**
 * A fixed number of worker threads, each made when first needed, each doing one request at a time.
 * Heavy computing goes here so that the main thread keeps polling Temporal and sending heartbeats.
 *
 * @param entry the module that calls `serveThread`; `import.meta.url`-relative, with the extension of the caller's own file
 */
export function createThreadPool<Request, Result, Progress = never>(
  entry: URL,
  size: number,
): ThreadPool<Request, Result, Progress> {
  const threads: Thread[] = [];
  const waiting: Job[] = [];
  let nextId = 1;
  let closed = false;

  function spawn(): Thread {
    const worker = startWorker(entry);
    // Only a thread at work keeps the process alive.
    worker.unref();
    const thread: Thread = { worker, job: undefined };
    worker.on('message', (message: FromThread) => receive(thread, message));
    worker.on('error', (error) => lose(thread, error));
    worker.on('exit', (code) => lose(thread, new Error(`thread ended with code ${code}`)));
    threads.push(thread);
    return thread;
  }

  function receive(thread: Thread, message: FromThread): void {
    const { job } = thread;
    if (job?.id !== message.id) return;
    if (message.kind === 'progress') return job.onProgress?.(message.progress);
    thread.job = undefined;
    thread.worker.unref();
    if (message.kind === 'done') job.settle({ result: message.result });
    else job.settle({ failure: new Failure(message.type, message.message, { details: message.details }) });
    next();
  }

  function lose(thread: Thread, error: Error): void {
    const index = threads.indexOf(thread);
    if (index < 0) return;
    threads.splice(index, 1);
    thread.job?.settle({
      failure: closed ? closedFailure() : new Failure('ToolFailed', error.message, { cause: error }),
    });
    if (!closed) next();
  }

  function next(): void {
    while (waiting.length > 0) {
      const thread = threads.find((candidate) => !candidate.job) ?? (threads.length < size ? spawn() : undefined);
      if (!thread) return;
      start(thread, waiting.shift() as Job);
    }
  }

  function start(thread: Thread, job: Job): void {
    try {
      thread.worker.postMessage({ kind: 'run', id: job.id, request: job.request } satisfies ToThread);
    } catch (failure) {
      // The request holds something that can't be sent to a thread: nobody else's request is to suffer for it.
      return job.settle({ failure });
    }
    thread.job = job;
    thread.worker.ref();
  }

  /** One that waits is given up at once; one that runs is told, and ends itself. */
  function abort(job: Job): void {
    const place = waiting.indexOf(job);
    if (place >= 0) {
      waiting.splice(place, 1);
      job.settle({ failure: new Failure('Cancelled', 'cancelled before it began') });
      return;
    }
    const thread = threads.find((candidate) => candidate.job === job);
    thread?.worker.postMessage({ kind: 'abort', id: job.id } satisfies ToThread);
  }

  return {
    run(request, { signal, onProgress } = {}) {
      if (closed) return Promise.reject(closedFailure());
      if (signal?.aborted) return Promise.reject(new Failure('Cancelled', 'cancelled before it began'));
      return new Promise<Result>((resolve, reject) => {
        const stop = () => abort(job);
        let end!: () => void;
        const ended = new Promise<void>((resolveEnded) => {
          end = resolveEnded;
        });
        const job: Job = {
          id: nextId++,
          request,
          ended,
          onProgress: onProgress as Job['onProgress'],
          settle(outcome) {
            signal?.removeEventListener('abort', stop);
            end();
            if ('failure' in outcome) reject(outcome.failure as Error);
            else resolve(outcome.result as Result);
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        waiting.push(job);
        next();
      });
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.settle({ failure: closedFailure() });
      // A thread ended inside native code, as a voice model's, can take the process with it: each ends its request first.
      const running = threads.flatMap(({ job }) => job ?? []);
      for (const job of running) abort(job);
      await Promise.race([
        Promise.all(running.map(({ ended }) => ended)),
        sleep(closeTimeoutMs, undefined, { ref: false }),
      ]);
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

const closeTimeoutMs = 15_000;

const closedFailure = () => new Failure('Cancelled', 'the thread pool was closed');

/**
 * A .ts entry runs only where the sources run unbuilt, in tests: Node.js 20 takes the loader only from inside the thread.
 * The loader is found from the working folder, which is the project's then.
 */
function startWorker(entry: URL): Worker {
  if (!entry.pathname.endsWith('.ts')) return new Worker(entry);
  const target = JSON.stringify(entry.href);
  return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${target}); })`, {
    eval: true,
  });
}
