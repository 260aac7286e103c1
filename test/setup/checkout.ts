import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillRegistry, project, writePins, writeStandIns } from './registry.ts';

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
  milliseconds: number;
}

export interface Checkout {
  root: string;
  tools: string;
  /** Runs `./faceless` there, with nothing on PATH but Node.js, the registries' stand-ins and a few commands. */
  faceless(args: string[], env?: Record<string, string>): Promise<Outcome>;
  start(args: string[], env?: Record<string, string>): ChildProcess;
  /** What was asked of npm and Python since the last call, a line each. */
  calls(): string[];
  copy(): Checkout;
  remove(): void;
}

/**
 * A small checkout with this project's real set-up, a program of two lines, and registries on this disk: npm and pip are
 * stand-ins that copy what they are asked for. Nothing goes over the network.
 */
export function makeCheckout(): Checkout {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'faceless-setup-')));
  const root = join(home, 'checkout');
  cpSync(join(project, 'setup'), join(root, 'setup'), { recursive: true });
  cpSync(join(project, 'src/infra/tools'), join(root, 'src/infra/tools'), { recursive: true });
  cpSync(join(project, 'src/contracts/failures.ts'), join(root, 'src/contracts/failures.ts'));
  for (const name of ['faceless', 'tsconfig.json', 'tsconfig.build.json']) {
    cpSync(join(project, name), join(root, name));
  }
  writeFileSync(join(root, 'package.json'), '{"name":"checkout","type":"module"}');
  writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion":3,"packages":{"":{"name":"checkout"}}}');
  mkdirSync(join(root, 'src/cli'));
  writeFileSync(
    join(root, 'src/cli/main.ts'),
    'console.log(JSON.stringify({ args: process.argv.slice(2), pid: process.pid }));\nprocess.exitCode = 7;\n',
  );
  mkdirSync(join(root, 'src/workflows'));
  writeFileSync(join(root, 'src/workflows/index.ts'), "export async function Greet() { return 'hello'; }\n");
  const registry = join(home, 'registry');
  writePins(root, fillRegistry(registry));
  writeStandIns(join(home, 'bin'), registry);
  return checkoutAt(home);
}

function checkoutAt(home: string): Checkout {
  const root = join(home, 'checkout');
  const log = join(home, 'calls.log');
  const start = (args: string[], env: Record<string, string> = {}) =>
    spawn(join(root, 'faceless'), args, {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: join(home, 'bin'), HOME: home, CALLS: log, ...env },
    });
  return {
    root,
    tools: join(root, '.faceless'),
    start,
    async faceless(args, env) {
      const began = performance.now();
      const child = start(args, env);
      const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
      const code = await new Promise<number | null>((done) => child.on('close', done));
      return { code, stdout: stdout(), stderr: stderr(), milliseconds: performance.now() - began };
    },
    calls() {
      const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
      rmSync(log, { force: true });
      return lines;
    },
    copy() {
      const other = realpathSync(mkdtempSync(join(tmpdir(), 'faceless-setup-')));
      cpSync(home, other, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
      writeStandIns(join(other, 'bin'), join(other, 'registry'));
      return checkoutAt(other);
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return () => text;
}
