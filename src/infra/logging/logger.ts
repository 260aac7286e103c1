import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';

export type { Logger } from 'pino';

export interface LoggerOptions {
  level: string;
  /** Lines of JSON go to `faceless.log` in this folder; left out, to standard error. */
  folder?: string;
}

/** The process's one logger. Values under names that hold secrets are blotted out wherever they turn up. */
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
  mkdirSync(folder, { recursive: true });
  // Synchronous: a line written before a crash is on the disk after it.
  return pino(options, pino.destination({ dest: join(folder, 'faceless.log'), sync: true, mkdir: true }));
}
