import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Failure } from '../contracts/failures.ts';

export interface Terminal {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  /** Where the question is put. */
  output: NodeJS.WritableStream;
}

/**
 * A password as it is typed, twice, nothing of it shown; the first line of an input that is no terminal.
 * @throws Failure `InvalidInput` when the two differ, or there is none; `Cancelled` on Ctrl-C
 */
export async function askPassword({ input, output }: Terminal): Promise<string> {
  if (!input.isTTY) return readFirstLine(input);
  const password = await askHidden({ input, output }, 'Password: ');
  const again = await askHidden({ input, output }, 'Again: ');
  if (password !== again) throw new Failure('InvalidInput', 'these are two different passwords: nothing was changed');
  return password;
}

function askHidden({ input, output }: Terminal, question: string): Promise<string> {
  // The terminal's own echo is off while lines are edited; what the editor would show goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  return new Promise<string>((resolve, reject) => {
    lines.once('line', (line) => {
      resolve(withoutErased(line));
      lines.close();
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      output.write('\n');
      // Without effect after a line.
      reject(new Failure('Cancelled', 'no password was given: nothing was changed'));
    });
    output.write(question);
  });
}

/** Where TERM is `dumb` the line editor leaves backspaces to the terminal, which is not shown the line. */
function withoutErased(line: string): string {
  const kept: string[] = [];
  for (const letter of line) {
    if (letter === '\x7f' || letter === '\b') kept.pop();
    else kept.push(letter);
  }
  return kept.join('');
}

async function readFirstLine(input: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input })) return line;
  throw new Failure('InvalidInput', 'standard input has no password: write it there, or use --generate');
}
