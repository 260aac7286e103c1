import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take most of a minute or more, the longest first. */
const longest = [
  'end-to-end/films-of-scripts',
  'end-to-end/stack',
  'activities/video/make-film',
  'end-to-end/vendors',
  'fuzz/fuzz',
  'end-to-end/crash',
  'goldens/goldens',
  'engines/voice/align-words',
  'engines/voice/voice-engine',
  'activities/video/stock-film',
  'cli/commands/youtube',
  'cli/commands/users',
  'engines/film/assemble-film',
  'infra/costs/settled-cost',
  'end-to-end/http',
  'engines/film/draw-scene',
  'setup/set-up',
];

/**
 * The long files begin first, so that two workers end together. Vitest knows how long a file takes only where it ran before:
 * in a fresh checkout it would begin with the largest.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return rank < 0 ? longest.length : rank;
}
