import type { CommandContext } from '../context.ts';
import { startStack } from '../stack.ts';
import { stopSignal } from '../stop-signal.ts';

/** `start`: the local stack with its API, until told to stop. */
export async function start({ config, logger }: CommandContext): Promise<number> {
  const say = (message: string) => void process.stderr.write(`${message}\n`);
  const stop = stopSignal(() => say('stopping; what runs is taken up again by the next start'));
  const stack = await startStack({ config, logger, api: true, onProgress: say });
  try {
    const { apiUrl, uiUrl, temporalAddress } = stack.info;
    process.stdout.write(
      [
        'The local stack is running. Ctrl-C stops it.',
        `  API              ${apiUrl} (/health, /ready, /metrics)`,
        `  Temporal         ${temporalAddress}`,
        ...(uiUrl ? [`  Temporal Web UI  ${uiUrl}`] : []),
        '  In another terminal: ./faceless create "…", ./faceless list, ./faceless status <id>',
        '',
      ].join('\n'),
    );
    await Promise.race([stop.requested, stack.ended]);
    return 0;
  } finally {
    await stack.stop();
    stop.release();
  }
}
