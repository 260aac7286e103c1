import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchFuzzTools } from '../../setup/fetch-fuzz-tools.mjs';
import { benchPlace } from '../support/bench-place.ts';
import { type FuzzedService, openFuzzedService } from './fuzzed-service.ts';
import { fuzzingNeeds, hasSchemathesis, runSchemathesis } from './run-schemathesis.ts';

describe.runIf(hasSchemathesis() || process.env.CI)(`schemathesis (${fuzzingNeeds})`, () => {
  let service: FuzzedService | undefined;

  beforeAll(async () => {
    // Nobody is there to fetch it.
    await fetchFuzzTools(console.error);
    service = await openFuzzedService(benchPlace());
  }, 300_000);
  afterAll(() => service?.close());

  it('finds no answer that the OpenAPI does not have, and gets every operation to succeed', {
    timeout: 300_000,
  }, async () => {
    const { passed, said, figures } = await runSchemathesis(service as FuzzedService, {
      phases: ['examples', 'fuzzing', 'stateful'],
      maxExamples: 4,
      shown: false,
    });
    if (!passed) expect.fail(said);
    expect(figures).toMatchObject({ failures: 0, unreached: [] });
    expect(figures.cases).toBeGreaterThan(300);
    expect(Object.keys(figures.statuses)).not.toContain('500');
    expect(figures.kinds).toEqual(expect.arrayContaining(['not_a_server_error', 'response_schema_conformance']));
  });
});
