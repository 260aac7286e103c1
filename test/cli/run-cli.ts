import { join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../src/infra/config/project-root.ts';

export interface CliOutcome {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
}

/** Runs the command line from its sources, in a process and a home of its own. */
export async function runCli(
  home: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<CliOutcome> {
  const main = join(projectRoot, 'src/cli/main.ts');
  const { exitCode, stdout, stderr } = await execa(process.execPath, ['--import', 'tsx', main, ...args], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, FACELESS_HOME: home, ...environment },
    extendEnv: false,
    reject: false,
    timeout: 25_000,
  });
  return { exitCode, stdout, stderr };
}
