import type { FastifyInstance } from 'fastify';
import { Failure } from '../contracts/failures.ts';

export interface ListenOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** What to do when another program has the port, for the error. */
  advice: string;
}

export interface RunningServer {
  url: string;
  /** Answers what is under way for a few seconds more, then cuts it off. */
  close(): Promise<void>;
}

// Docker kills what has not ended ten seconds after it was told to.
const drainMs = 5000;

/**
 * Starts an HTTP application; it is closed when it can't be started.
 * @throws Failure `InvalidInput` when the port is in use, or the address is not this machine's
 */
export async function listen(app: FastifyInstance, { host, port, advice }: ListenOptions): Promise<RunningServer> {
  try {
    return { url: await app.listen({ host, port }), close: () => closeSoon(app) };
  } catch (error) {
    await app.close();
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new Failure('InvalidInput', `port ${port} is in use by another program: ${advice}`, { cause: error });
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new Failure('InvalidInput', `${host}, port ${port}, can't be listened on (${message}): ${advice}`, {
        cause: error,
      });
    }
    throw error;
  }
}

async function closeSoon(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), drainMs);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
