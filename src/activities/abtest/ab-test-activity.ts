import { Failure } from '../../contracts/failures.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { usedBy } from '../../infra/artifacts/marking-store.ts';
import type { AbTestDays } from '../../infra/database/ab-test-days.ts';
import type { AbTestRecords } from '../../infra/database/ab-tests.ts';
import type { FiguresKept } from '../../infra/database/video-figures.ts';
import type { Logger } from '../../infra/logging/logger.ts';
import { whileAlive } from '../while-alive.ts';
import type { TestPlatform } from './providers/provider.ts';

/** Where tests are kept. */
export interface AbTestStores {
  records: AbTestRecords;
  days: AbTestDays;
  figures: FiguresKept;
}

export interface AbTestContext {
  artifacts: ArtifactStore;
  logger: Logger;
  platforms: readonly TestPlatform[];
  stores(): Promise<AbTestStores>;
  /** The clock that days go by. */
  now(): number;
}

/** An activity of a test as Temporal calls it: it says that it lives, and what it throws leaves it in Temporal's form. */
export function defineAbTestActivity<Input extends { testId: string }, Result>(
  { logger }: AbTestContext,
  name: string,
  run: (input: Input, signal: AbortSignal) => Promise<Result>,
): (input: Input) => Promise<Result> {
  return (input) =>
    whileAlive((signal) => usedBy(input.testId, () => run(input, signal)), {
      failed(error) {
        logger.warn({ activity: name, testId: input.testId, err: error }, 'A/B test: activity failed');
        return error;
      },
    });
}

/** @throws Failure `UnknownProvider` */
export function platformOf({ platforms }: AbTestContext, target: string): TestPlatform {
  const platform = platforms.find(({ name }) => name === target);
  if (platform) return platform;
  const names = platforms.map(({ name }) => name).join(', ');
  throw new Failure('UnknownProvider', `this worker tests nothing on '${target}'; it has: ${names}`);
}
