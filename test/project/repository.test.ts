import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface TextFile {
  path: string;
  text: string;
}
interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}
interface Lock {
  packages: Record<
    string,
    {
      version?: string;
      integrity?: string;
      resolved?: string;
      optional?: boolean;
      os?: string[];
      cpu?: string[];
      libc?: string[];
    } & Partial<Manifest>
  >;
}

/** What must not be here: its pattern, and an example in pieces, so that this file holds none itself. */
const forbidden: Record<string, { pattern: RegExp; example: string[] }> = {
  'a private key': { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, example: ['-----BEGIN RSA ', 'PRIVATE KEY-----'] },
  'an AWS key': { pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, example: ['AKIA', 'ABCDEFGH01234567'] },
  'a Google key': { pattern: /\bAIza[\w-]{35}/, example: ['AIza', 'x'.repeat(35)] },
  'an OpenAI, Anthropic or ElevenLabs key': { pattern: /\bsk[-_][\w-]{24,}/, example: ['sk-', 'x'.repeat(32)] },
  'a GitHub token': { pattern: /\bgh[opsu]_\w{30,}|\bgithub_pat_\w{30,}/, example: ['ghp_', 'x'.repeat(36)] },
  'an npm token': { pattern: /\bnpm_\w{30,}|_auth[T]oken/, example: ['npm_', 'x'.repeat(36)] },
  'a Slack token': { pattern: /\bxox[abprs]-[\w-]{10,}/, example: ['xoxb-', 'x'.repeat(12)] },
  'a signed token': {
    pattern: /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{10,}/,
    example: ['eyJ', 'x'.repeat(15), '.eyJ', 'x'.repeat(15), '.', 'x'.repeat(10)],
  },
  'a path of the machine it was written on': {
    pattern: /(?<![\w.$}/-])\/(?:work|root|home|Users)\/\w|(?<![\w.$}/-])\/tmp\/pro/,
    example: ['"/', 'home/someone/project"'],
  },
  // Which host packages come from is a matter of each machine's own settings.
  'a host that packages are fetched from': {
    pattern:
      /registry\.(?:npmjs|yarnpkg|npmmirror)|\bpythonhosted\.|\bpypi\.(?:org|python)|proxy\.golang\.|\bcrates\.io|deb\.debian\.|repo\d?\.maven/i,
    example: ['https://registry.', 'npmjs.org/zod'],
  },
};

describe('the repository', () => {
  let paths: string[];
  let files: TextFile[];

  beforeAll(async () => {
    // Files not yet committed count: what is wrong with them should show before the commit.
    const { stdout } = await execa('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
    });
    const listed = await Promise.all(
      [...new Set(stdout.split('\0'))].filter(Boolean).map(async (path) => {
        const bytes = await readFile(join(root, path)).catch(() => undefined);
        return {
          path,
          text: bytes && !bytes.subarray(0, 8000).includes(0) ? bytes.toString('utf8') : undefined,
          bytes,
        };
      }),
    );
    paths = listed.filter(({ bytes }) => bytes).map(({ path }) => path);
    files = listed.filter((file): file is typeof file & TextFile => file.text !== undefined);
    expect(files.length).toBeGreaterThan(50);
  });

  /** `path:line` of each line that has the pattern. */
  function linesWith(pattern: RegExp): string[] {
    return files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
    );
  }

  it.each(Object.entries(forbidden))('holds nothing that looks like %s', (_, { pattern, example }) => {
    expect(example.join('')).toMatch(pattern);
    expect(linesWith(pattern)).toEqual([]);
  });

  it('has no source file over 250 lines', () => {
    const long = files
      .filter(({ path }) => /^src\/.*\.(?:ts|mjs|js)$/.test(path))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });

  it('names its files in kebab-case', () => {
    const customary = new Set(['README.md', 'Dockerfile']);
    const wrong = paths.filter((path) => {
      if (!path.includes('/') || customary.has(basename(path))) return false;
      return !path.split('/').every((part) => /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(part));
    });
    expect(wrong).toEqual([]);
  });

  it('ends each text file with a line end', () => {
    const open = files.filter(({ path, text }) => text !== '' && !text.endsWith('\n') && !/\.(?:json|svg)$/.test(path));
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});

describe('the dependencies', () => {
  let manifest: Manifest;
  let lock: Lock;

  beforeAll(async () => {
    manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
    lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  });

  it('are pinned to exact versions, the same in package.json and the lock file', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
    expect(lock.packages['']?.dependencies).toEqual(manifest.dependencies);
    expect(lock.packages['']?.devDependencies).toEqual(manifest.devDependencies);
  });

  it('have Temporal in one version', () => {
    const temporal = Object.entries(lock.packages).filter(([path]) =>
      /(^|\/)node_modules\/@temporalio\/[^/]+$/.test(path),
    );
    expect(temporal.length).toBeGreaterThan(6);
    expect(new Set(temporal.map(([, { version }]) => version)).size).toBe(1);
  });

  it('are checked against a hash each, but for optional ones of platforms the lock was not made on', () => {
    const madeOn = ({ os = ['linux'], cpu = ['x64'], libc = ['glibc'] }: (typeof lock.packages)[string]) =>
      os.includes('linux') && cpu.includes('x64') && libc.includes('glibc');
    const unchecked = Object.entries(lock.packages).filter(
      ([path, entry]) => path !== '' && !entry.integrity && (madeOn(entry) || !entry.optional),
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });
});
