import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { mostTestDays } from '../../contracts/ab-test.ts';
import type { AbTestJudgement } from '../../contracts/ab-test-results.ts';
import { Failure } from '../../contracts/failures.ts';
import { variantIds } from '../../contracts/variant-ids.ts';
import { drawAbTestReport } from '../../engines/pictures/reports/draw-ab-test-report.ts';
import { observe, type PlayedTests, playMany } from '../../engines/simulation/play-many.ts';
import {
  type Morning,
  playTest,
  powerOf,
  type SimulatedTest,
  simulatedStart,
} from '../../engines/simulation/play-test.ts';
import { usualVideo } from '../../engines/simulation/simulated-video.ts';
import { stopWhenSure } from '../../engines/simulation/usual-rule.ts';
import { scheduleBySeed } from '../../engines/statistics/judge-test.ts';
import type { CommandContext } from '../context.ts';
import {
  describeFinding,
  describeMorning,
  describePlayed,
  describeSimulation,
  morningsHead,
} from '../display/ab-test-simulation.ts';
import { columnsOf } from '../display/wrap-words.ts';
import { parseCount, parseShare } from '../parse-share.ts';
import { writePicture } from './abtest.ts';

export interface SimulateOptions {
  days: string;
  variants: string;
  effect: string;
  impressions: string;
  rate: string;
  spread: string;
  alpha: string;
  seed?: string;
  tests: string;
  out?: string;
  json?: boolean;
}

/** `abtest simulate`: a test of a made-up video whose truth is known, or many of them. Needs nothing that runs. */
export async function simulate(_: CommandContext, options: SimulateOptions): Promise<number> {
  const test = readSimulation(options);
  const tests = parseCount('--tests', options.tests, { from: 1, to: 100_000 });
  if (tests > 1 && options.out !== undefined) {
    throw new Failure('InvalidInput', '--out is of a single test: leave out --tests');
  }
  const print = options.json ? () => {} : (text: string) => void process.stdout.write(`${text}\n`);
  print(`${describeSimulation(test, columnsOf(process.stdout))}\n`);
  const json = tests > 1 ? playAll(test, tests, print) : await playOne(test, options.out, print);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...test, ...json })}\n`);
  return 0;
}

/** A day at a time, as it would be seen. */
async function playOne(test: SimulatedTest, out: string | undefined, print: (text: string) => void): Promise<object> {
  const columns = columnsOf(process.stdout);
  print(morningsHead);
  const mornings: Morning[] = [];
  for (const morning of playTest(test)) {
    mornings.push(morning);
    print(describeMorning(morning, columns));
  }
  const { judgement } = mornings.at(-1) as Morning;
  const usual = stopWhenSure(observe(test, scheduleOf(test)), test.effects.length);
  print(`\n${describeFinding({ test, judgement, usual }, columns)}`);
  if (out !== undefined) {
    await writePicture(resolve(out), drawReport(test, judgement));
    print(`\n${resolve(out)}`);
  }
  const seen = mornings.map(({ judgement: { verdict, sentence }, ...morning }) => ({ ...morning, verdict, sentence }));
  return { mornings: seen, judgement, usual: usual ?? null };
}

function playAll(test: SimulatedTest, tests: number, print: (text: string) => void): object {
  const { isTTY } = process.stderr;
  let played: PlayedTests | undefined;
  for (played of playMany(test, tests)) {
    if (isTTY && played.tests % 10 === 0) process.stderr.write(`\r${played.tests} of ${tests} tests`);
  }
  if (isTTY) process.stderr.write('\r\x1b[K');
  if (!played) throw new Error('no test was played');
  print(describePlayed(played, test.effects, columnsOf(process.stdout)));
  return played;
}

function drawReport(test: SimulatedTest, judgement: AbTestJudgement): Uint8Array {
  const plan = { startDay: simulatedStart, power: powerOf(test) };
  return drawAbTestReport({ title: `A simulated video, seed ${test.seed}`, judgement, droppedDays: [], plan });
}

const scheduleOf = ({ days, effects, seed }: SimulatedTest) => scheduleBySeed({ days, variants: effects.length }, seed);

function readSimulation(options: SimulateOptions): SimulatedTest {
  const variants = parseCount('--variants', options.variants, { from: 2, to: variantIds.length });
  return {
    seed:
      options.seed === undefined ? randomInt(2 ** 31) : parseCount('--seed', options.seed, { from: 0, to: 0xffffffff }),
    video: {
      ...usualVideo,
      impressionsPerDay: parseCount('--impressions', options.impressions, { from: 1, to: 1e8 }),
      rate: parseShare('--rate', options.rate, { from: 0.001, to: 0.5 }),
      spread: parseShare('--spread', options.spread, { from: 0, to: 1 }),
    },
    days: parseCount('--days', options.days, { from: 14, to: mostTestDays }),
    effects: readEffects(options.effect, variants),
    alpha: parseShare('--alpha', options.alpha, { from: 0.001, to: 0.2 }),
  };
}

/** Of the variants after the first, in their order; one alone is the last one's. */
function readEffects(given: string, variants: number): number[] {
  const said = given.split(',').map((part) => parseShare('--effect', part, { from: -0.9, to: 1 }));
  if (said.length > 1 && said.length !== variants - 1) {
    throw new Failure(
      'InvalidInput',
      `--effect ${given}: give one, of the last of ${variants} variants, or one for each after the first`,
    );
  }
  return [...new Array<number>(variants - said.length).fill(0), ...said];
}
