import { createAbTestDays } from '../../infra/database/ab-test-days.ts';
import { createAbTestRecords } from '../../infra/database/ab-tests.ts';
import type { Database } from '../../infra/database/database.ts';
import { createFiguresKept } from '../../infra/database/video-figures.ts';
import type { AbTestContext, AbTestStores } from './ab-test-activity.ts';
import { createPlanAbTest } from './plan-ab-test.ts';
import { createReadAbTest } from './read-ab-test.ts';
import { createTurnAbTest } from './turn-ab-test.ts';

/** What the role `ab-tester` does. */
export function createAbTestActivities(context: AbTestContext) {
  return { ...createPlanAbTest(context), ...createTurnAbTest(context), ...createReadAbTest(context) };
}

/** Where tests are kept in a database. */
export function openAbTestStores(database: Database): AbTestStores {
  const [records, days, figures] = [
    createAbTestRecords(database),
    createAbTestDays(database),
    createFiguresKept(database),
  ];
  return { records, days, figures };
}
