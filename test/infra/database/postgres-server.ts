import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export interface PostgresServer {
  /** Makes an empty database and gives its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const debianFolder = '/usr/lib/postgresql';

/** Where a server comes from on this machine; undefined when there is none. */
export function findPostgres(): (() => Promise<PostgresServer>) | undefined {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return () => Promise.resolve(serverAt(url, () => Promise.resolve()));
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions
    .map((version) => join(debianFolder, version, 'bin'))
    .find((path) => existsSync(join(path, 'postgres')));
  return bin ? () => startServer(bin) : undefined;
}

async function startServer(bin: string): Promise<PostgresServer> {
  // Short: the path of a Unix socket holds 107 characters at most.
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  const user = serverUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(join(bin, 'initdb'), initdb, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const exited = once(server, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    lines.push(line);
    if (line.includes('ready to accept connections')) break;
  }
  if (server.exitCode !== null) throw new Error(`PostgreSQL didn't start:\n${lines.join('\n')}`);
  return serverAt(`postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`, async () => {
    server.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  });
}

/** The server refuses to run as root. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function serverAt(url: string, stop: () => Promise<void>): PostgresServer {
  const made: string[] = [];
  return {
    async createDatabase() {
      const name = `faceless_test_${process.pid}_${made.length}`;
      await run(url, `create database ${name}`);
      made.push(name);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.href;
    },
    async stop() {
      for (const name of made) await run(url, `drop database ${name} with (force)`);
      await stop();
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
