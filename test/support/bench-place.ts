import { inject } from 'vitest';
import type { BenchPlace } from './pipeline-bench.ts';

/** The run's dev server, and on it the namespace of this worker process of Vitest. */
export function benchPlace(): BenchPlace {
  return {
    address: inject('temporalAddress'),
    namespace: `test-${process.env.VITEST_POOL_ID ?? '1'}`,
    workflowBundle: inject('workflowBundle'),
  };
}
