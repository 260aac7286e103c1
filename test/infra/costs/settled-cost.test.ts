import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CreateOptions, planBrief } from '../../../src/cli/commands/create-options.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { projectRoot } from '../../../src/infra/config/project-root.ts';
import { type AllVendors, startAllVendors } from '../../emulators/all-vendors.ts';
import { openFilmCosts } from './emulated-films.ts';

// With `CAMPAIGN=full` every film is made by every combination.
const whole = process.env.CAMPAIGN === 'full';

const example = (name: string) => join(projectRoot, 'examples', name);

const films: Readonly<Record<string, { topic: string } & CreateOptions>> = {
  'octopus-hearts.md': { topic: 'Why do octopuses have three hearts?', script: example('octopus-hearts.md') },
  'miel-eternel.md': {
    topic: 'Pourquoi le miel ne se gâte-t-il presque jamais ?',
    ...{ script: example('miel-eternel.md'), language: 'fr' },
  },
  'roman-concrete.md': {
    topic: 'Why does Roman concrete last so long?',
    ...{ script: example('roman-concrete.md'), format: 'long' },
  },
  'a Short without a script': { topic: 'Why do octopuses have three hearts?' },
  'a film in two more languages': {
    topic: 'Why do octopuses have three hearts?',
    ...{ script: example('octopus-hearts.md'), languages: 'fr,ja' },
  },
  'a long film without a script': { topic: 'How do bees make honey?', format: 'long', duration: '180' },
};

const combinations: Readonly<Record<string, string[]>> = {
  'claude, elevenlabs and pictures by openai': [
    ...['keywords=serpapi,ahrefs', 'script=claude', 'metadata=claude'],
    ...['audio=elevenlabs', 'video=openai'],
  ],
  'openai, google and pexels': [
    ...['keywords=suggest', 'script=openai', 'metadata=openai'],
    ...['audio=google', 'video=pexels'],
  ],
  'gemini and azure': ['keywords=offline', 'script=gemini', 'metadata=gemini', 'audio=azure', 'video=generated'],
  'openai with its speech': ['keywords=offline', 'script=openai', 'metadata=openai', 'audio=openai', 'video=generated'],
};

const cases = Object.keys(films).flatMap((film) => Object.keys(combinations).map((by) => [film, by] as const));

/** Speech takes time to make: each combination makes one film. */
const usual: Readonly<Record<string, string>> = {
  'octopus-hearts.md': 'openai, google and pexels',
  'miel-eternel.md': 'openai with its speech',
  'a film in two more languages': 'gemini and azure',
  'a Short without a script': 'claude, elevenlabs and pictures by openai',
  'a long film without a script': 'gemini and azure',
};
const chosen = whole ? cases : cases.filter(([film, by]) => usual[film] === by);

const most = 0.15;

describe('what was settled', () => {
  let vendors: AllVendors;
  let costs: Awaited<ReturnType<typeof openFilmCosts>>;
  const sums = { estimated: 0, settled: 0 };
  beforeAll(async () => {
    vendors = await startAllVendors();
    costs = await openFilmCosts(readConfig(vendors.environment));
  });
  afterAll(async () => {
    await costs.close();
    await vendors.close();
  });

  test.each(chosen)(
    'for %s by %s is within 15 % of the estimate, and so is each step of it',
    { timeout: 600_000 },
    async (film, combination) => {
      const { topic, ...options } = films[film] as (typeof films)[string];
      const planned = await planBrief(topic, { ...options, provider: combinations[combination] });
      const { estimate, settled } = await costs.make(`${film} by ${combination}`, planned);
      const total = Object.values(settled).reduce((sum, usd) => sum + usd, 0);
      sums.estimated += estimate.estimateUsd;
      sums.settled += total;
      const ratios = estimate.steps.flatMap(({ step, estimateUsd }) =>
        estimateUsd === 0 && !settled[step] ? [] : [[step, estimateUsd / (settled[step] ?? 0)] as const],
      );
      for (const [step, ratio] of [...ratios, ['all', estimate.estimateUsd / total] as const]) {
        expect(ratio, step).toBeGreaterThan(1 - most);
        expect(ratio, step).toBeLessThan(1 + most);
      }
      expect(Object.keys(settled).sort()).toEqual(ratios.map(([step]) => step).sort());
    },
  );

  test('in all is within 15 % of the estimates, and no emulated service was asked wrongly', () => {
    expect(sums.estimated / sums.settled).toBeGreaterThan(1 - most);
    expect(sums.estimated / sums.settled).toBeLessThan(1 + most);
    expect(Object.values(vendors.emulators).flatMap(({ violations }) => violations)).toEqual([]);
  });
});
