import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../src/infra/temporal/free-port.ts';

export interface RedisServer {
  url: string;
  /** Its connections are cut, as when it crashes. */
  kill(): Promise<void>;
  /** Again, empty, on the same port. */
  restart(): Promise<void>;
  /** It holds its connections and answers nothing, until `resume`. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** What starts a server of this machine; undefined when there is none. */
export function findRedis(): (() => Promise<RedisServer>) | undefined {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find(existsSync);
  return path ? () => startRedis(path) : undefined;
}

/** For the title of what is skipped without one. */
export const redisNeeds = 'apt-get install redis-server';

async function startRedis(path: string): Promise<RedisServer> {
  const port = await freePort(0, 'Redis', 'free one');
  let server = await launch(path, port);
  const end = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: end,
    async restart() {
      await end();
      server = await launch(path, port);
    },
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    stop: end,
  };
}

/** Of loopback alone, keeping nothing. */
async function launch(path: string, port: number): Promise<ChildProcess> {
  const settings = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const server = spawn(path, settings, { cwd: tmpdir(), stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: server.stdout })) {
    lines.push(line);
    if (line.includes('Ready to accept connections')) {
      // Read on, or a full pipe would stop it.
      server.stdout.resume();
      return server;
    }
  }
  throw new Error(`Redis didn't start:\n${lines.join('\n')}`);
}
