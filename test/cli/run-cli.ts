import { join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../src/infra/config/project-root.ts';

export interface CliOutcome {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
}

export const builtMain = join(projectRoot, 'dist/cli/main.js');

/** Runs the built command line, in a process and a home of its own. */
export async function runCli(
  home: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<CliOutcome> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [builtMain, ...args], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, FACELESS_HOME: home, ...environment },
    extendEnv: false,
    reject: false,
    timeout: 25_000,
  });
  return { exitCode, stdout, stderr };
}
