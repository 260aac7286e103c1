import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { Failure } from '../../contracts/failures.ts';

export type { Logger } from 'pino';

export interface LoggerOptions {
  level: string;
  /** Lines of JSON go to `faceless.log` in this folder; left out, to standard error. */
  folder?: string;
}

/**
 * The process's one logger. Values under names that hold secrets are blotted out wherever they turn up.
 * @throws Failure `InvalidInput` when the folder can't be written to
 */
export function createLogger({ level, folder }: LoggerOptions): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'apiKey',
        'token',
        'password',
        'secret',
        '*.apiKey',
        '*.token',
        '*.password',
        '*.secret',
        '*.authorization',
      ],
    },
  };
  if (!folder) return pino(options, pino.destination(2));
  try {
    mkdirSync(folder, { recursive: true });
    // Synchronous: a line written before a crash is on the disk after it.
    return pino(options, pino.destination({ dest: join(folder, 'faceless.log'), sync: true }));
  } catch (cause) {
    throw new Failure(
      'InvalidInput',
      `the log can't be written in ${folder} (${(cause as Error).message}): make it a folder this user can write to, or choose another FACELESS_HOME`,
      { cause },
    );
  }
}
