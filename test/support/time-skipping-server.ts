import { TestWorkflowEnvironment } from '@temporalio/testing';
import { searchAttributeNames } from '../../src/contracts/search-attributes.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { installRuntime } from '../../src/workers/runtime.ts';
import { testTools } from './tools.ts';

const attempts = 6;

/** Temporal's time-skipping test server with the product's search attributes. */
export async function startTimeSkippingServer(): Promise<TestWorkflowEnvironment> {
  installRuntime(createLogger({ level: 'silent' }));
  const server = await startPatiently();
  // This server can register search attributes but not list them. 2 is Keyword.
  const searchAttributes = Object.fromEntries(Object.values(searchAttributeNames).map((name) => [name, 2]));
  await server.connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes });
  return server;
}

/**
 * The SDK gives the server five seconds to answer, which no option changes, and picks a port that another
 * process may take before the server does: on a busy machine either happens, and a second server answers.
 */
async function startPatiently(left = attempts): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path' as const, path: testTools().temporalTestServer };
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  } catch (error) {
    if (left <= 1) throw error;
    return startPatiently(left - 1);
  }
}
