import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { Failure } from '../../contracts/failures.ts';
import type { Config } from '../config/config.ts';

export interface TemporalTarget {
  address: string;
  namespace: string;
  apiKey?: string;
  tls: boolean;
}

/** The server the configuration names; `address` where the local stack started its own. */
export function temporalTarget(
  { temporal }: Config,
  address = temporal.address ?? `127.0.0.1:${temporal.devPort}`,
): TemporalTarget {
  return { address, namespace: temporal.namespace, apiKey: temporal.apiKey, tls: temporal.tls };
}

// gRPC would wait up to two minutes to try a server that has been away.
const mostBackoffMs = 5000;

/** For a client. Made when it is first used, and again by itself: the server may be away, and come. */
export function openConnection(target: TemporalTarget, timeoutMs = 5000): Connection {
  return Connection.lazy({
    ...optionsOf(target),
    connectTimeout: timeoutMs,
    channelArgs: { 'grpc.max_reconnect_backoff_ms': mostBackoffMs },
  });
}

/** @throws Failure `ProviderUnavailable` when no server answers there */
export async function connectClient(target: TemporalTarget, timeoutMs?: number): Promise<Connection> {
  const connection = openConnection(target, timeoutMs);
  try {
    await connection.ensureConnected();
    return connection;
  } catch (cause) {
    await connection.close().catch(() => {});
    throw unreachable(target, cause);
  }
}

/** The same for workers, which speak through the SDK's core. */
export async function connectWorkers(target: TemporalTarget): Promise<NativeConnection> {
  try {
    return await NativeConnection.connect(optionsOf(target));
  } catch (cause) {
    throw unreachable(target, cause);
  }
}

const optionsOf = ({ address, apiKey, tls }: TemporalTarget) => ({ address, apiKey, tls: tls || undefined });

function unreachable({ address }: TemporalTarget, cause: unknown): Failure {
  const advice = 'start the local stack with `./faceless start`, or set TEMPORAL_ADDRESS to a server that runs';
  return new Failure('ProviderUnavailable', `no Temporal server answers at ${address}: ${advice}`, { cause });
}
