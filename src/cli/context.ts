import { type Config, readConfig } from '../infra/config/config.ts';
import { createLogger, type Logger } from '../infra/logging/logger.ts';

export interface CommandContext {
  config: Config;
  /** To the log file: the terminal is for people. */
  logger: Logger;
}

export function openContext(): CommandContext {
  const config = readConfig();
  return { config, logger: createLogger({ level: config.logLevel, folder: config.logsFolder }) };
}
