import type { AbTestResults } from '../../../src/contracts/ab-test-results.ts';
import type { AbTestInput, AbTestStatus } from '../../../src/contracts/ab-test-run.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import { Failure } from '../../../src/contracts/failures.ts';
import type { AbTestClient } from '../../../src/infra/temporal/ab-test-client.ts';

export interface FakeAbTests {
  client: AbTestClient;
  started: AbTestInput[];
  /** Tests that Temporal has. */
  open: Map<string, AbTestStatus>;
  /** Signals, as they were sent. */
  told: unknown[][];
  /** Questions: test, and as of when. */
  asked: unknown[][];
  answers: { results?: AbTestResults | Failure; report?: ArtifactRef };
  reset(): void;
}

/** A client of tests that are said to be there; starts and signals are kept as they came. */
export function createFakeAbTests(): FakeAbTests {
  const answers: FakeAbTests['answers'] = {};
  const [started, told, asked]: [AbTestInput[], unknown[][], unknown[][]] = [[], [], []];
  const open: FakeAbTests['open'] = new Map();
  const known = (id: string): AbTestStatus => {
    const status = open.get(id);
    if (!status) throw new Failure('NotFound', `there is no A/B test '${id}'`);
    return status;
  };
  const answered = <Answer>(answer: Answer | Failure = new Failure('Unavailable', 'not now')): Answer => {
    if (answer instanceof Failure) throw answer;
    return answer;
  };
  const client: AbTestClient = {
    start: async (subject) => void started.push(subject),
    find: async (id) => (open.has(id) ? { owner: known(id).owner, isOpen: true } : undefined),
    status: async (id) => known(id),
    list: async () => [],
    pause: async (...said) => void told.push(['pause', ...said]),
    resume: async (...said) => void told.push(['resume', ...said]),
    stop: async (...said) => void told.push(['stop', ...said]),
    choose: async (...said) => void told.push(['choose', ...said]),
    async results(...question) {
      asked.push(question);
      return answered(answers.results);
    },
    async report(...question) {
      asked.push(question);
      return answered(answers.report);
    },
  };
  return {
    ...{ client, started, open, told, asked, answers },
    reset() {
      for (const list of [started, told, asked]) list.length = 0;
      open.clear();
      Object.assign(answers, { results: undefined, report: undefined });
    },
  };
}
