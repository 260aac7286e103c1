import { Failure } from '../contracts/failures.ts';
import { type Config, readConfig } from '../infra/config/config.ts';
import { createLogger, type Logger } from '../infra/logging/logger.ts';

export interface CommandContext {
  config: Config;
  /** To the log file: the terminal is for people. */
  logger: Logger;
}

/** @throws Failure `InvalidInput` for a bad value in the environment, or a folder that can't be written */
export function openContext(): CommandContext {
  const config = readConfig();
  try {
    return { config, logger: createLogger({ level: config.logLevel, folder: config.logsFolder }) };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Failure(
      'InvalidInput',
      `the folder ${config.home} can't be written (${code}): choose another FACELESS_HOME`,
      { cause },
    );
  }
}
