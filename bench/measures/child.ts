import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/infra/config/project-root.ts';

/** A process of a contender. It ends with the bench, whatever becomes of that. */
export interface Child {
  ask<Answer>(name: string, input?: unknown): Promise<Answer>;
  close(): Promise<void>;
}

interface Answered {
  number: number;
  answer?: unknown;
  error?: string;
}

/**
 * Starts `bench/<name>.mjs` with the built program at hand; resolves when it is ready to be asked.
 * @param job what it reads, beside the place of the built program
 * @param execArgv options of Node.js: not the loader of TypeScript, which the bench runs with, unless they say so
 */
export async function startChild(name: string, job: object, execArgv = ['--expose-gc']): Promise<Child> {
  const dist = pathToFileURL(join(projectRoot, 'dist/')).href;
  const child = fork(join(import.meta.dirname, '..', `${name}.mjs`), [JSON.stringify({ dist, ...job })], {
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  const expect = (number: number) =>
    new Promise<unknown>((resolve, reject) => waiting.set(number, { resolve, reject }));
  child.on('message', ({ number, answer, error }: Answered) => {
    const asker = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) asker?.resolve(answer);
    else asker?.reject(new Error(`${name}: ${error}`));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended with code ${code}`));
  });
  await expect(0);
  return {
    ask<Answer>(command: string, input?: unknown) {
      child.send({ number: ++asked, name: command, input });
      return expect(asked) as Promise<Answer>;
    },
    async close() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
