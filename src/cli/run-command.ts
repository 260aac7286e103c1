import { Failure, type FailureType } from '../contracts/failures.ts';
import { type CommandContext, openContext } from './context.ts';

// What was asked for can't be: the same command would end the same way.
const wrongInput: readonly FailureType[] = ['InvalidInput', 'NotFound', 'Conflict', 'UnknownProvider'];

type Action = (context: CommandContext, ...args: never[]) => Promise<number>;

/**
 * Runs a command and turns what it gives or throws into the exit code. Ends the process: everything is closed by then, and
 * a native thread of Temporal's SDK that a failed start left behind must not keep it.
 */
export const runCommand =
  (load: () => Promise<Action>) =>
  async (...args: unknown[]): Promise<void> => {
    try {
      const action = await load();
      // Commander appends the command itself.
      process.exit(await action(openContext(), ...(args.slice(0, -1) as never[])));
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      process.stderr.write(`faceless: ${sentence}\n`);
      // What no sentence was written for is a defect: the report of it needs the place.
      if (!(error instanceof Failure) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
      process.exit(error instanceof Failure && wrongInput.includes(error.type) ? 2 : 1);
    }
  };
