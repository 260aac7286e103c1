import type { FastifyInstance } from 'fastify';
import { Failure } from '../contracts/failures.ts';
import { type AppOptions, createApp } from './app.ts';

export interface ListenOptions extends AppOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** What to do when another program has the port, for the error. */
  advice: string;
}

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

/** Starts the HTTP application. @throws Failure `InvalidInput` when the port is in use, or the address is not this machine's */
export async function listen({ host, port, advice, ...options }: ListenOptions): Promise<RunningServer> {
  const app: FastifyInstance = createApp(options);
  try {
    return { url: await app.listen({ host, port }), close: () => app.close() };
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
