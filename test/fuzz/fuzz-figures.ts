import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface FuzzFigures {
  operations: number;
  /** Operations that have an answer of success, and never gave it. */
  unreached: string[];
  /** Requests that were made up and sent. */
  cases: number;
  /** Kinds of checks that were made, by name. */
  kinds: string[];
  checks: number;
  /** Checks that did not hold. */
  failures: number;
  /** Status → how many answers had it. */
  statuses: Record<string, number>;
}

/** A line of schemathesis' report of its events, as far as it is read here. */
interface Line {
  ScenarioFinished?: {
    recorder: {
      cases?: Record<string, { value: { method: string; path: string } }>;
      interactions?: Record<string, { response?: { status_code: number } }>;
      checks?: Record<string, { name: string; status: 'success' | 'failure' }[]>;
    };
  };
}

/** Counts a run. @param document the OpenAPI that was run */
export async function readFigures(events: string, document: unknown): Promise<FuzzFigures> {
  const { paths } = document as { paths: Record<string, Record<string, { responses: object }>> };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      canSucceed: Object.keys(responses).some((status) => status.startsWith('2')),
    })),
  );
  const reached = new Set<string>();
  const kinds = new Set<string>();
  const counted = { cases: 0, checks: 0, failures: 0, statuses: {} as Record<string, number> };
  // One that could not even begin has reported nothing.
  const lines = existsSync(events) ? createInterface({ input: createReadStream(events) }) : [];
  for await (const line of lines) {
    const { cases = {}, interactions = {}, checks = {} } = (JSON.parse(line) as Line).ScenarioFinished?.recorder ?? {};
    for (const [id, { response }] of Object.entries(interactions)) {
      const status = response?.status_code ?? 0;
      counted.cases++;
      counted.statuses[status] = (counted.statuses[status] ?? 0) + 1;
      const sent = cases[id]?.value;
      if (status >= 200 && status < 300) reached.add(`${sent?.method} ${sent?.path}`);
    }
    for (const { name, status } of Object.values(checks).flat()) {
      kinds.add(name);
      counted.checks++;
      if (status === 'failure') counted.failures++;
    }
  }
  return {
    ...counted,
    operations: operations.length,
    unreached: operations.filter(({ name, canSucceed }) => canSucceed && !reached.has(name)).map(({ name }) => name),
    kinds: [...kinds].sort(),
  };
}
