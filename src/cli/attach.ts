import { Client } from '@temporalio/client';
import { Failure } from '../contracts/failures.ts';
import type { Config } from '../infra/config/config.ts';
import { type AbTestClient, createAbTestClient } from '../infra/temporal/ab-test-client.ts';
import { connectClient, temporalTarget } from '../infra/temporal/connection.ts';
import { createPipelineClient, type PipelineClient } from '../infra/temporal/pipeline-client.ts';
import { temporalFailure } from '../infra/temporal/temporal-failures.ts';
import { findRunningStack } from './stack-file.ts';

/**
 * Works with the Temporal server that runs: the one of `TEMPORAL_ADDRESS`, else the local stack's.
 * @throws Failure `ProviderUnavailable` when there is none, with what to start
 */
export async function withClient<T>(config: Config, work: (client: Client) => Promise<T>): Promise<T> {
  const address = config.temporal.address ?? (await findRunningStack(config.home))?.temporalAddress;
  if (!address) {
    throw new Failure(
      'ProviderUnavailable',
      'no local stack is running: start one with `./faceless start` in another terminal',
    );
  }
  const target = temporalTarget(config, address);
  const connection = await connectClient(target);
  try {
    return await work(new Client({ connection, namespace: target.namespace }));
  } finally {
    await connection.close();
  }
}

/** As `withClient`, with its pipelines. */
export function withPipelines<T>(config: Config, work: (pipelines: PipelineClient) => Promise<T>): Promise<T> {
  return withClient(config, (client) => work(createPipelineClient(client)));
}

/** As `withClient`, with its A/B tests. */
export function withAbTests<T>(config: Config, work: (abTests: AbTestClient) => Promise<T>): Promise<T> {
  return withClient(config, (client) =>
    work(createAbTestClient(client)).catch((error: unknown) => {
      throw temporalFailure(error);
    }),
  );
}
