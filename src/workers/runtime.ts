import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from '../infra/logging/logger.ts';

let installed = false;

/** Sends the SDK's own words to our log. Once a process, before any connection: more calls do nothing. */
export function installRuntime(logger: Logger): void {
  if (installed) return;
  installed = true;
  const sdk = logger.child({ component: 'temporal-sdk' });
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  Runtime.install({
    // Signals are ours to handle: several workers and a server have to stop in order.
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => sdk[levels[level]](meta ?? {}, message)),
    telemetryOptions: { logging: { forward: {}, filter: 'WARN' } },
  });
}
