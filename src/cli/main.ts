import { Command } from 'commander';
import { formats } from '../contracts/formats.ts';
import { languageCodes } from '../contracts/languages.ts';
import { addAbTestCommands } from './abtest-commands.ts';
import type { CommandContext } from './context.ts';
import { runCommand as run } from './run-command.ts';

// Who reads our output may stop early, as `head` does: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

/** Commands are loaded when asked for: `list` has no need of a voice engine. */
const program = new Command('faceless')
  .description('A topic goes in; a narrated, captioned, published film comes out.')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'faceless: ')) })
  .addHelpText(
    'after',
    '\nThe set-up is done by itself as far as a command needs it; `./faceless setup` does it alone.',
  )
  .showHelpAfterError('(./faceless --help lists the commands)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const collect = (value: string, earlier: string[] = []) => [...earlier, value];

program
  .command('create')
  .description('make a film of a topic and wait for it')
  .argument('[topic]', 'what the film is about')
  .option('--script <file>', 'your own narration: text, Markdown or script.json')
  .option('--format <format>', 'short (default), long or square')
  .option('--language <code>', `${languageCodes.join(', ')}; default: ${languageCodes[0]}`)
  .option(
    '--duration <seconds>',
    `wanted length; default: ${formats.short.durationSeconds}, a long film ${formats.long.durationSeconds}`,
  )
  .option('--voice <name>', 'voice of the narrator')
  .option('--tone <words>', 'how the script speaks, as in “calm, with dry humour”; for a model that writes it')
  .option('--audience <words>', 'to whom it speaks, as in “children of eight”')
  .option('--music <file|none|auto>', 'your own track, none, or one that fits (default)')
  .option('--style <name|file>', 'how the film looks: vivid, documentary, paper, night, or your own JSON file')
  .option('--no-captions', 'leave the captions off the picture; the caption files are made all the same')
  .option('--watermark <text|file>', 'a few words, such as your channel, or a picture that stays on the film')
  .option('--review', 'wait for your approval after the script and before the upload')
  .option('--provider <step=name>', 'who serves a step, as in script=offline; may be repeated', collect)
  .option('--out <folder>', 'where <pipeline id>/ is made; default: out')
  .option('--to <target>', 'where the film goes: folder (default), youtube, or an http(s) address that takes it by PUT')
  .option('--channel <id|handle|title>', 'YouTube: the channel; default: the only one that is signed in')
  .option('--privacy <who>', 'YouTube: private (default), unlisted or public')
  .option('--publish-at <time>', 'YouTube: when it becomes public, as in 2026-12-01T18:00:00+01:00')
  .option('--languages <codes>', 'title, description and captions in these too, as in fr,de: by a language model')
  .option('--playlist <id|title>', 'YouTube: a playlist it is added to; may be repeated', collect)
  .option('--license <name>', 'YouTube: youtube (default) or creativeCommon')
  .option('--made-for-kids', 'YouTube: it is made for children')
  .option('--on-cancel <what>', 'YouTube: keep-private (default) or delete what is uploaded when the run is cancelled')
  .option(
    '--budget <usd>',
    'what the film may cost in US dollars: the run is blocked before the call that would go over',
  )
  .option(
    '--ab-test [days]',
    'test its thumbnails against each other once it is published; 28 days when none are given',
  )
  .option('--dry-run', 'print the plan and its estimated cost, start nothing')
  .option('--resume <id>', 'go on with an earlier run')
  .option('--keep-running', 'leave the local stack running afterwards')
  .option('--json', 'print one JSON object on standard output')
  .action(run(async () => (await import('./commands/create.ts')).create));

program
  .command('start')
  .description('bring the local stack up and keep it running')
  .action(run(async () => (await import('./commands/start.ts')).start));

program
  .command('api')
  .description('serve the API alone, beside workers of their own')
  .action(run(async () => (await import('./commands/api.ts')).api));

program
  .command('worker')
  .description('run some roles against a Temporal server')
  .requiredOption('--roles <names>', 'role names joined by commas, or all')
  .action(
    run(async () => {
      const { worker } = await import('./commands/worker.ts');
      return (context: CommandContext, options: { roles: string }) => worker(context, options.roles);
    }),
  );

const pipelines = () => import('./commands/pipelines.ts');

program
  .command('status')
  .description('show a pipeline')
  .argument('<id>')
  .option('--json', 'as JSON')
  .action(run(async () => (await pipelines()).showStatus));
program
  .command('list')
  .description('list pipelines, newest first')
  .option('--limit <n>', 'how many', '20')
  .option('--json', 'as JSON')
  .action(run(async () => (await pipelines()).listPipelines));
program
  .command('retry')
  .description('let a failed step go on, or run a closed pipeline again from a step')
  .argument('<id>')
  .argument('[step]', 'default: the one that failed')
  .option('--provider <name>', 'use this provider from now on')
  .option('--voice <name>', 'use this voice from now on (audio)')
  .option('--style <name>', 'use this style from now on (video)')
  .option('--budget <usd>', 'what the film may cost from now on')
  .option('--to <address>', 'put it to this http(s) address from now on (upload)')
  .option('--channel <id|handle|title>', 'publish on this channel (upload)')
  .option('--privacy <who>', 'publish as private, unlisted or public (upload)')
  .option('--publish-at <time>', 'publish at this time (upload)')
  .action(run(async () => (await pipelines()).retryStep));
program
  .command('skip')
  .description('go on without a failed step')
  .argument('<id>')
  .argument('<step>')
  .action(run(async () => (await pipelines()).skipStep));
program
  .command('approve')
  .description('let a pipeline pass its review')
  .argument('<id>')
  .option('--gate <gate>', 'script or film; default: the one it waits at')
  .action(run(async () => (await pipelines()).approve));
program
  .command('reject')
  .description('end a pipeline at its review')
  .argument('<id>')
  .option('--reason <text>', 'why')
  .action(run(async () => (await pipelines()).reject));
program
  .command('cancel')
  .description('cancel a pipeline')
  .argument('<id>')
  .option('--reason <text>', 'why')
  .action(run(async () => (await pipelines()).cancel));
const userCommands = () => import('./commands/users.ts');
const users = program.command('users').description('who may use the API');

users
  .command('add')
  .description('add a user')
  .argument('<name>')
  .option('--role <role>', 'viewer, operator (default) or admin')
  .option('--generate', 'make a password up and print it once')
  .action(run(async () => (await userCommands()).addUser));
users
  .command('disable')
  .description('end the sessions of a user and let them in no more')
  .argument('<name>')
  .action(run(async () => (await userCommands()).disableUser));
users
  .command('enable')
  .description('let a disabled user in again')
  .argument('<name>')
  .action(run(async () => (await userCommands()).enableUser));
users
  .command('passwd')
  .description('set another password')
  .argument('<name>')
  .option('--generate', 'make a password up and print it once')
  .action(run(async () => (await userCommands()).changePassword));
users
  .command('list')
  .description('list the users')
  .option('--json', 'as JSON')
  .action(run(async () => (await userCommands()).listUsers));
const youtubeCommands = () => import('./commands/youtube.ts');
const youtube = program.command('youtube').description('the YouTube channels that films go to');

youtube
  .command('login')
  .description('sign a channel in, in the browser')
  .option('--channel <id|handle>', 'only this one: another is refused')
  .option('--owner <name>', 'whose films may go there; default: local, who uses this machine without logging in')
  .option('--no-browser', 'print the address and open nothing')
  .action(run(async () => (await youtubeCommands()).login));
youtube
  .command('channels')
  .description('list the channels that are signed in')
  .option('--json', 'as JSON')
  .action(run(async () => (await youtubeCommands()).listChannels));
youtube
  .command('logout')
  .description('forget a channel, and take the access back at Google')
  .argument('<channel>', 'id, handle or title')
  .action(run(async () => (await youtubeCommands()).logout));
addAbTestCommands(program);
program
  .command('providers')
  .description('say who can serve each step, and what the others need')
  .option('--json', 'as JSON')
  .action(run(async () => (await import('./commands/providers.ts')).showProviders));
program
  .command('usage')
  .description('show what calls of paid services cost')
  .option('--from <day>', 'first day, UTC, as 2026-11-01; default: the first of the month')
  .option('--to <day>', 'last day; default: today')
  .option('--by <groups>', 'day, owner, provider, model, step, pipeline, joined by commas', 'day,provider')
  .option('--owner <name>', 'of this owner alone')
  .option('--json', 'as JSON')
  .action(run(async () => (await import('./commands/usage.ts')).showUsage));
program
  .command('budget')
  .description('set what an owner may spend in a calendar month')
  .argument('<owner>', 'local is who uses this machine without logging in')
  .argument('<usd>', 'US dollars, or none')
  .action(run(async () => (await import('./commands/usage.ts')).setBudget));
program
  .command('logs')
  .description('show the log')
  .argument('[id]', 'only this pipeline')
  .option('-f, --follow', 'go on as it grows')
  .option('--json', 'lines of JSON')
  .action(run(async () => (await import('./commands/logs.ts')).showLogs));
program
  .command('doctor')
  .description('say what was found on this machine, what is missing and how to get it')
  .option('--json', 'as JSON')
  .action(run(async () => (await import('./commands/doctor.ts')).doctor));

await program.parseAsync();
