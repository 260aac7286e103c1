import { createServer } from 'node:net';
import { Failure } from '../../contracts/failures.ts';

/**
 * A port that can be listened on now: the wanted one, or any when it is 0.
 *
 * @param what what the port is for, as in `Temporal`
 * @param advice what to do when another program has it
 * @throws Failure `InvalidInput` when another program listens on it, or this user may not
 */
export async function freePort(wanted: number, what: string, advice: string, host = '127.0.0.1'): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, host, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : wanted);
      });
    });
  } catch (cause) {
    const taken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    const why = taken ? 'is in use by another program' : `can't be listened on (${(cause as Error).message})`;
    throw new Failure('InvalidInput', `port ${wanted} for ${what} ${why}: ${advice}`, { cause });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
