import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CreateOptions,
  checkOutFolder,
  checkResume,
  checkVoice,
  planBrief,
} from '../../../src/cli/commands/create-options.ts';
import { storeBriefFiles } from '../../../src/cli/commands/own-files.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { testTools } from '../../support/tools.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-create-'));
  mkdirSync(at('folder.mp3'));
  writeFileSync(at('latin1.txt'), Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]));
  writeFileSync(at('empty.md'), '\n \n');
  writeFileSync(at('song.mp3'), 'a song');
  writeFileSync(at('song.exe'), 'no song');
  writeFileSync(at('poem.md'), '# Trois cœurs\n\nlanguage: fr\n\nLe poulpe a trois cœurs.\n\nDeux pompent.\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const problemOf = (topic: string | undefined, options: CreateOptions = {}) =>
  planBrief(topic, options).then(
    () => 'none',
    (error: unknown) => {
      expect(error).toMatchObject({ name: 'Failure', type: 'InvalidInput' });
      return (error as Error).message;
    },
  );

describe('--ab-test', () => {
  it('is a test of four weeks, or of as many days as it says', async () => {
    expect((await planBrief('T', { abTest: true })).brief.abTest).toMatchObject({ days: 28, metric: 'ctr' });
    expect((await planBrief('T', { abTest: '14' })).brief.abTest).toMatchObject({ days: 14 });
    await expect(planBrief('T', { abTest: '5' })).rejects.toThrow('--ab-test 5: a test takes 14 days at least');
    await expect(planBrief('T', { abTest: 'soon' })).rejects.toThrow('--ab-test soon');
  });
});

describe('what is refused before anything is started', () => {
  it.each<[string, string | undefined, CreateOptions, string]>([
    ['no topic', undefined, {}, 'say what the film is about: npm run create -- "Why do octopuses have three hearts?"'],
    ['an empty topic', ' ', {}, 'the topic is empty: say in a few words what the film is about'],
    ['a control character', 'a\u0007b', {}, 'the topic has a control character: remove it'],
    [
      'a long topic',
      'x'.repeat(301),
      {},
      'the topic is longer than 300 characters: shorten it, or give the text with --script',
    ],
    [
      'a language',
      'T',
      { language: 'tlh' },
      "there is no language 'tlh'; there are: en, fr, es, it, pt, de, ar, he, hi, th, zh, ja, ko",
    ],
    [
      'a language to translate into',
      'T',
      { languages: 'fr,tlh' },
      "--languages fr,tlh: there is no language 'tlh'; there are: en, fr, es, it, pt, de, ar, he, hi, th, zh, ja, ko",
    ],
    ['a format', 'T', { format: 'wide' }, "there is no format 'wide'; there are: short, long, square"],
    [
      'a member of every object as format',
      'T',
      { format: 'toString' },
      "there is no format 'toString'; there are: short, long, square",
    ],
    [
      'a duration in words',
      'T',
      { duration: '1m' },
      "the duration '1m' is not a whole number of seconds: --duration 60",
    ],
    [
      'a negative duration',
      'T',
      { duration: '-5' },
      "the duration '-5' is not a whole number of seconds: --duration 60",
    ],
    ['no time at all', 'T', { duration: '0' }, 'a short film lasts 10 to 180 seconds, not 0'],
    ['a duration for another format', 'T', { duration: '600' }, 'a short film lasts 10 to 180 seconds, not 600'],
    [
      'all the time there is',
      'T',
      { duration: '9'.repeat(20) },
      'a short film lasts 10 to 180 seconds, not 100000000000000000000',
    ],
    ['a voice without end', 'T', { voice: 'x'.repeat(81) }, 'the name of the voice is longer than 80 characters'],
    [
      'a provider alone',
      'T',
      { provider: ['offline'] },
      '--provider offline: write it as step=name, as in script=offline',
    ],
    ['a step alone', 'T', { provider: ['script='] }, '--provider script=: write it as step=name, as in script=offline'],
    [
      'too much of both',
      'T',
      { provider: ['script=a=b'] },
      '--provider script=a=b: write it as step=name, as in script=offline',
    ],
    [
      'a step',
      'T',
      { provider: ['paint=offline'] },
      "--provider paint=offline: there is no step 'paint'; there are: keywords, script, audio, video, thumbnail, metadata, upload, abtest",
    ],
    [
      'a provider',
      'T',
      { provider: ['audio=nobody'] },
      "the step audio has no provider 'nobody'; it can use: elevenlabs, google, azure, openai, offline",
    ],
  ])('%s', async (_, topic, options, sentence) => {
    expect(await problemOf(topic, options)).toBe(sentence);
  });

  it.each<[string, string, (path: string) => string]>([
    ['that is not there', 'none.md', (path) => `the script ${path} is not there: correct the path`],
    ['that is a folder', 'folder.mp3', (path) => `the script ${path} is a folder: correct the path`],
    ['that is not UTF-8', 'latin1.txt', (path) => `the script ${path} is not UTF-8 text: save it as UTF-8`],
    ['that is empty', 'empty.md', () => 'empty.md is empty: write the narration in it.'],
  ])('a script %s', async (_, name, sentence) => {
    expect(await problemOf('T', { script: at(name) })).toBe(sentence(at(name)));
  });

  it.each<[string, string, (path: string) => string]>([
    ['that is not there', 'none.mp3', (path) => `the music ${path} is not there: correct the path`],
    ['that is a folder', 'folder.mp3', (path) => `the music ${path} is not a file`],
    [
      'of a kind that is no music',
      'song.exe',
      (path) => `the music ${path} is none of .mp3, .wav, .ogg, .opus, .m4a, .flac; or use --music none or auto`,
    ],
  ])('music %s', async (_, name, sentence) => {
    expect(await problemOf('T', { music: at(name) })).toBe(sentence(at(name)));
  });

  it('a folder for the film that is a file', async () => {
    const path = at('song.mp3');
    await expect(checkOutFolder(path)).rejects.toMatchObject({
      type: 'InvalidInput',
      message: `--out ${path} is a file: name a folder, which is made if it is not there`,
    });
    await expect(checkOutFolder(at('new'))).resolves.toBeUndefined();
    await expect(checkOutFolder(folder)).resolves.toBeUndefined();
  });
});

describe('a brief from the command line', () => {
  it('has the defaults where nothing is said', async () => {
    const { brief, script, musicFile } = await planBrief('Why?', {});
    expect(brief).toMatchObject({
      topic: 'Why?',
      language: 'en',
      format: 'short',
      music: { kind: 'auto' },
      review: false,
    });
    expect([script, musicFile]).toEqual([undefined, undefined]);
  });

  it('has what the options say', async () => {
    const options = {
      format: 'long',
      language: 'fr',
      duration: '600',
      voice: 'ff_siwis',
      music: 'none',
      review: true,
      provider: ['script=offline', 'audio=offline,offline'],
    };
    expect((await planBrief('Pourquoi ?', options)).brief).toMatchObject({
      format: 'long',
      language: 'fr',
      durationSeconds: 600,
      voice: 'ff_siwis',
      music: { kind: 'none' },
      review: true,
      providers: { script: ['offline'], audio: ['offline', 'offline'] },
    });
  });

  it('has languages to translate into wherever the film goes', async () => {
    for (const to of [undefined, 'folder', 'youtube', 'https://example.org/films/']) {
      const { brief } = await planBrief('Why?', { to, languages: 'fr, DE' });
      expect(brief.publish?.languages).toEqual(['fr', 'de']);
    }
  });

  it("takes its topic from the person's own script when none is given", async () => {
    const { brief, script } = await planBrief(undefined, { script: at('poem.md'), language: 'fr' });
    expect(brief).toMatchObject({ topic: 'Trois cœurs', language: 'fr' });
    expect(script?.scenes.length).toBeGreaterThan(0);
    expect((await planBrief('My topic', { script: at('poem.md') })).brief.topic).toBe('My topic');
  });

  it('brings its files along when the run starts, and not before', async () => {
    const artifacts = createFolderStore({ folder: at('artifacts') });
    const planned = await planBrief(undefined, { script: at('poem.md'), music: at('song.mp3') });
    expect(planned.musicFile).toBe(at('song.mp3'));
    const brief = await storeBriefFiles(planned, artifacts);
    expect(await artifacts.readJson(brief.script as NonNullable<typeof brief.script>)).toEqual(planned.script);
    if (brief.music.kind !== 'file') throw new Error('the music was not stored');
    expect(brief.music.file.mediaType).toBe('audio/mpeg');
    expect((await artifacts.readBytes(brief.music.file)).toString()).toBe('a song');
    expect(planned.brief.script).toBeUndefined();
  });
});

describe('the voice asked for', () => {
  const asking = async (voice: string, language: 'en' | 'fr', environment: Record<string, string> = {}) => {
    const config = { ...readConfig(environment), toolsFolder: dirname(testTools().models) };
    return checkVoice(config, (await planBrief('Why?', { voice, language })).brief);
  };

  it('is taken when it is there and speaks the language', async () => {
    await expect(asking('am_michael', 'en')).resolves.toBeUndefined();
  });

  it('is refused with those there are when it is unknown, or speaks another language', async () => {
    await expect(asking('nobody', 'fr')).rejects.toThrow(
      "there is no offline voice 'nobody'; the offline voices for Français are: ff_siwis",
    );
    await expect(asking('am_michael', 'fr')).rejects.toThrow(
      "the voice 'am_michael' speaks English and the text is in Français",
    );
  });

  it('is left to the service that will speak', async () => {
    await expect(asking('21m00Tcm4TlvDq8ikWAM', 'en', { ELEVENLABS_API_KEY: 'key' })).resolves.toBeUndefined();
  });
});

describe('going on with a run', () => {
  it.each<[string, string | undefined, CreateOptions, string]>([
    ['a topic', 'Why?', {}, 'the topic'],
    ['a plan', undefined, { dryRun: true }, '--dry-run'],
    ['a voice', undefined, { voice: 'x' }, '--voice'],
    ['captions left off', undefined, { captions: false }, '--no-captions'],
  ])('refuses %s, which it would have to ignore', (_, topic, options, what) => {
    expect(() => checkResume(topic, { resume: 'x', ...options })).toThrow(
      `--resume goes on with the brief the run has: leave out ${what}`,
    );
  });

  it('takes what concerns the command and not the film', () => {
    expect(() =>
      checkResume(undefined, { resume: 'x', out: 'o', json: true, keepRunning: true, captions: true }),
    ).not.toThrow();
  });
});
