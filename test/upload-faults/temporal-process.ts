import { type DevServer, type DevServerOptions, startDevServer } from '../../src/infra/temporal/dev-server.ts';

/** A Temporal server that can be killed and comes back at the same address with all it knew. */
export interface TemporalProcess {
  readonly address: string;
  /** `kill -9`. Resolves when it is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTemporal(options: Omit<DevServerOptions, 'port' | 'ui'>): Promise<TemporalProcess> {
  let server: DevServer = await startDevServer({ ...options, port: 0, ui: false });
  const { address } = server;
  const port = Number(address.split(':').at(-1));

  return {
    address,
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.stop();
    },
    async start() {
      server = await startDevServer({ ...options, port, ui: false });
    },
    stop: () => server.stop(),
  };
}
