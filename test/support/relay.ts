import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';

/** An address of loopback that leads to a server, or nowhere. */
export interface Relay {
  port: number;
  /** Leads to the server from now on. */
  open(): Promise<void>;
  /** Leads nowhere from now on; connections are cut. */
  close(): Promise<void>;
}

/** Closed at first; the port stays its own. */
export async function createRelay(target: NetConnectOpts): Promise<Relay> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;

  function join(from: Socket): void {
    const to = connect(target);
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }

  async function open(): Promise<void> {
    server = createServer(join).listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as { port: number }).port;
  }

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
    for (const socket of sockets) socket.destroy();
    await closed;
    server = undefined;
  }

  await open();
  await close();
  return { port, open, close };
}

/** Where a URL of PostgreSQL or Redis leads; a folder in `host` has the socket file of a PostgreSQL. */
export function targetOf(url: string): NetConnectOpts {
  const { hostname, port, searchParams } = new URL(url);
  const folder = searchParams.get('host');
  return folder ? { path: `${folder}/.s.PGSQL.5432` } : { host: hostname, port: Number(port || '5432') };
}
