import type { Command } from 'commander';
import { runCommand as run } from './run-command.ts';

const commands = () => import('./commands/abtest.ts');
const collect = (value: string, earlier: string[] = []) => [...earlier, value];

/** `abtest`: tests of thumbnails and titles. */
export function addAbTestCommands(program: Command): void {
  const abtest = program.command('abtest').description('tests of thumbnails and titles on a published video');

  abtest
    .command('create')
    .description('start a test: each day one variant is shown')
    .requiredOption('--video <id>', 'the video, as behind youtu.be/')
    .option('--thumbnail <file>', 'a variant: JPEG or PNG, 1280×720, at most 2 MB; give two to four', collect)
    .option('--title <title>', 'a variant, or the title that goes with the thumbnail at the same place', collect)
    .option('--channel <id|handle|title>', 'the channel; default: the only one that is signed in')
    .option('--metric <name>', 'what decides: ctr (default), watchTimePerImpression or views')
    .option('--days <n>', 'how many days count; default: 28')
    .option('--precision <share>', 'end once the difference is known to within it, as 10%, after --days at the latest')
    .option('--alpha <share>', 'how often variants that are all alike may have a winner; default: 5%')
    .option('--at-end <what>', 'apply the winner (default), ask which is to stay, or nothing: the first comes back')
    .option('--target <name>', 'youtube, or simulated viewers; default: youtube where it is set up')
    .option('--topic <words>', 'of the film, for lists; default: the id of the video')
    .option('--seed <n>', 'of the order they are shown in; default: drawn')
    .option('--json', 'as JSON')
    .action(run(async () => (await import('./commands/abtest-create.ts')).createTest));
  abtest
    .command('list')
    .description('list tests, newest first')
    .option('--limit <n>', 'how many', '20')
    .option('--json', 'as JSON')
    .action(run(async () => (await commands()).listTests));
  abtest
    .command('show')
    .description('show a test, and what it has shown')
    .argument('<id>')
    .option('--as-of <time>', 'with the figures that were known then, as in 2026-12-05')
    .option('--json', 'as JSON')
    .action(run(async () => (await commands()).showTest));
  abtest
    .command('report')
    .description('save the report of a test as a picture')
    .argument('<id>')
    .option('--out <file>', 'default: <id>-report.png')
    .option('--as-of <time>', 'with the figures that were known then, as in 2026-12-05')
    .action(run(async () => (await commands()).saveReport));
  abtest
    .command('pause')
    .description('leave what is shown as it is, until the test is resumed')
    .argument('<id>')
    .option('--reason <text>', 'why')
    .action(run(async () => (await commands()).pauseTest));
  abtest
    .command('resume')
    .description('let a test go on that is paused, or waits for you')
    .argument('<id>')
    .action(run(async () => (await commands()).resumeTest));
  abtest
    .command('stop')
    .description('end a test early')
    .argument('<id>')
    .option('--reason <text>', 'why')
    .option('--show <variant>', 'what is shown from then on: a (default), b, c or d')
    .action(run(async () => (await commands()).stopTest));
  abtest
    .command('choose')
    .description('say which variant stays, when a test asks')
    .argument('<id>')
    .argument('<variant>', 'a, b, c or d')
    .action(run(async () => (await commands()).chooseVariant));
  abtest
    .command('simulate')
    .description('play a test on a made-up video whose truth is known; needs nothing that runs')
    .option('--days <n>', 'how many days', '28')
    .option('--variants <n>', 'two to four', '2')
    .option('--effect <shares>', 'how much better the last is, or each after the first, as 10%,0,-5%', '20%')
    .option('--impressions <n>', 'a day', '2000')
    .option('--rate <share>', 'of impressions that are clicked', '4%')
    .option('--spread <share>', 'by how much days differ for no reason', '15%')
    .option('--alpha <share>', 'how often variants that are all alike may have a winner', '5%')
    .option('--seed <n>', 'the same seed gives the same test; default: drawn')
    .option('--tests <n>', 'how many tests: more than one are counted, not shown', '1')
    .option('--out <file>', 'save the report as a picture')
    .option('--json', 'as JSON')
    .action(run(async () => (await import('./commands/abtest-simulate.ts')).simulate));
}
