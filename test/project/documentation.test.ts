import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offlineVoice } from '../../src/activities/speech/providers/offline.ts';
import { failureTypes } from '../../src/contracts/failures.ts';
import { formats } from '../../src/contracts/formats.ts';
import { languageCodes, languages, offlineLanguages } from '../../src/contracts/languages.ts';
import * as messages from '../../src/contracts/messages.ts';
import { opsPorts, roles } from '../../src/contracts/roles.ts';
import { skippableSteps, steps } from '../../src/contracts/steps.ts';
import { environmentNames } from '../../src/infra/config/config.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, path), 'utf8');

/** Heading → text of each `##` section. */
function sections(page: string): Map<string, string> {
  const parts = page.split(/^## /m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n'))]));
}

describe('docs/errors.md', () => {
  it('has one entry for each failure type, in the order of the table, and no other', async () => {
    expect([...sections(await read('docs/errors.md')).keys()]).toEqual(Object.keys(failureTypes));
  });

  it.each(Object.entries(failureTypes))('says of %s what the table says', async (type, { retry, advice }) => {
    const entry = sections(await read('docs/errors.md')).get(type) ?? '';
    expect(entry).toMatch(retry ? /^- Retried by itself: yes, \S/m : /^- Retried by itself: no, \S/m);
    expect(entry).toMatch(/^- Caused by: \S/m);
    expect(entry).toContain(`- What to do: ${advice}\n`);
  });
});

describe('docs/configuration.md and docs/providers.md', () => {
  it('document each environment variable the program reads once, and no other', async () => {
    const pages = await Promise.all(['docs/configuration.md', 'docs/providers.md'].map(read));
    const tables = pages.map((page) => sections(page).get('Variables') ?? '').join('\n');
    const documented = [...tables.matchAll(/^\| `([A-Z0-9_]+)` \| \S.* \| \S.* \|$/gm)].map((match) => match[1]);
    expect(documented.toSorted()).toEqual(environmentNames.toSorted());
  });
});

/** The commands with their options; those of a group, whose variable is `users`, after its name: `users add`. */
async function commandLine(): Promise<Map<string, string[]>> {
  const sources = await Promise.all(['src/cli/main.ts', 'src/cli/abtest-commands.ts'].map(read));
  const parts = sources.flatMap((source) => source.split(/(?=\b\w+\s*\.command\(')/).slice(1));
  return new Map(
    parts.map((part) => {
      const [, group, name] = /^(\w+)\s*\.command\('([^']+)'/.exec(part) ?? [];
      const options = [...part.matchAll(/\.(?:requiredOption|option)\(\s*'([^']+)'/g)].map(([, flags = '']) => flags);
      return [group === 'program' ? `${name}` : `${group} ${name}`, options];
    }),
  );
}

describe('docs/create.md', () => {
  const cells = (row: string) => row.split(/(?<!\\)\|/).map((cell) => cell.trim());
  const rowsOf = (section = '') => [...section.matchAll(/^\| `.*$/gm)].map(([row]) => cells(row));

  it('explains each option of create, and no other', async () => {
    const rows = rowsOf(sections(await read('docs/create.md')).get('Making a film'));
    const documented = rows
      .map(([, option = '']) => option.replace(/[`\\]/g, ''))
      .filter((name) => name.startsWith('--'));
    expect(documented.toSorted()).toEqual((await commandLine()).get('create')?.toSorted());
  });

  it('explains each other command with its options', async () => {
    const rows = rowsOf(sections(await read('docs/create.md')).get('Other commands'));
    const commands = await commandLine();
    expect(commands.size).toBeGreaterThan(10);
    for (const [name, options] of commands) {
      if (name === 'create') continue;
      const row = rows.find(([, command = '']) => new RegExp(`^\`./faceless ${name}\\b`).test(command))?.join(' ');
      expect(row, name).toBeDefined();
      for (const option of options) expect(row, name).toContain(/--[a-z-]+/.exec(option)?.[0]);
    }
  });

  it('names the formats, the steps, those that can be skipped, and each language with its voice', async () => {
    const page = await read('docs/create.md');
    for (const [name, { width, height }] of Object.entries(formats)) {
      expect(page).toContain(`\`${name}\` ${width}×${height}`);
    }
    for (const code of offlineLanguages) {
      const { name } = languages[code];
      expect(page).toMatch(new RegExp(`^\\| \`${code}\` ${name} \\|.*\\| \`${offlineVoice(code)}\` \\|`, 'm'));
    }
    for (const code of languageCodes) expect(page).toContain(`\`${code}\``);
    for (const step of [...steps, ...skippableSteps]) expect(page).toContain(`\`${step}\``);
  });
});

describe('docs/operations.md', () => {
  it('gives each role its port', async () => {
    const page = await read('docs/operations.md');
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\d{4}) \|/gm)].map(([, role, port]) => [role, Number(port)]);
    expect(rows).toEqual(roles.map((role) => [role, opsPorts[role]]));
    expect(page).toContain(`| ${opsPorts['api-gateway']} | the API`);
  });
});

describe('commands in the documentation', () => {
  const names = ['README.md', 'CONTRIBUTING.md', 'examples/README.md', 'docs/create.md', 'docs/operations.md'];
  const pages = () => Promise.all(names.map(read));
  const found = async (pattern: RegExp) =>
    (await pages()).flatMap((page) => [...page.matchAll(pattern)].map(([, match = '']) => match));

  it('are commands of the program or scripts of package.json', async () => {
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
    const commands = new Set([...(await commandLine()).keys(), 'setup', 'help']);
    const called = await found(/\.\/faceless ([a-z]+)/g);
    expect(called.length).toBeGreaterThan(20);
    expect(called.filter((name) => !commands.has(name))).toEqual([]);
    const run = await found(/npm (?:run )?(?:--silent )?((?!ci\b|run\b|prints\b)[a-z][a-z:-]*)/g);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('send signals, queries and updates that exist, with JSON that can be read', async () => {
    const known = Object.values(messages).flatMap((message) => ('name' in message ? [message.name] : []));
    const sent = await found(/^temporal workflow (?:signal|query|update).* --(?:name|type) (\w+)/gm);
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.filter((name) => !known.includes(name))).toEqual([]);
    for (const json of await found(/--input '([^']+)'/g)) expect(() => JSON.parse(json) as unknown, json).not.toThrow();
  });

  it('use scripts that lie in examples', async () => {
    const files = await found(/--script (examples\/\S+)/g);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) await expect(read(file)).resolves.toContain('# ');
  });
});

describe('docs/adr', () => {
  it('lists every decision in its index, numbered without a gap', async () => {
    const decisions = (await readdir(join(root, 'docs/adr'))).filter((file) => file !== 'README.md').toSorted();
    decisions.forEach((file, index) => {
      expect(file).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`));
    });
    const listed = [...(await read('docs/adr/README.md')).matchAll(/\]\((\d{4}-[^)]+)\)/g)].map((match) => match[1]);
    expect(listed).toEqual(decisions);
  });

  it('gives each decision its title in the index, a context, a decision and consequences', async () => {
    const index = await read('docs/adr/README.md');
    for (const [, title = '', file = ''] of index.matchAll(/\[([^\]]+)\]\((\d{4}-[^)]+)\)/g)) {
      const page = await read(`docs/adr/${file}`);
      expect(page.split('\n')[0]).toBe(`# ${Number(file.slice(0, 4))}. ${title}`);
      expect([...sections(page).keys()], file).toEqual(['Context', 'Decision', 'Consequences']);
    }
  });
});

describe('docs/licences.md', () => {
  const permissive = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Unlicense)$/;
  /** Each part joined by AND binds; of those joined by OR one may be chosen. */
  const isPermissive = (licence: string) =>
    licence
      .replace(/[()]/g, '')
      .split(' AND ')
      .every((part) => part.split(' OR ').some((choice) => permissive.test(choice)));

  async function installedLicences(): Promise<Map<string, string | undefined>> {
    const lock = JSON.parse(await read('package-lock.json')) as {
      packages: Record<string, { license?: string; dev?: boolean }>;
    };
    const installed = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
    return new Map(installed.map(([path, { license }]) => [path.replace(/^.*node_modules\//, ''), license]));
  }

  it('names each package whose licence is not one of the plainly permissive ones', async () => {
    const page = await read('docs/licences.md');
    const unusual = [...(await installedLicences())].filter(([, licence]) => !isPermissive(licence ?? 'none'));
    const unnamed = unusual.filter(([name]) => !page.includes(`\`${name}\``));
    expect(unusual.length).toBeGreaterThan(0);
    expect(unnamed).toEqual([]);
  });

  it('gives each package the licence it declares', async () => {
    const installed = await installedLicences();
    const rows = [...(await read('docs/licences.md')).matchAll(/^\|(?: [^|`]+ \|)? `([^`]+)` \| ([^|]+) \|/gm)];
    expect(rows.length).toBeGreaterThan(10);
    for (const [, name = '', licence] of rows) {
      const declared = installed.get(name);
      expect(installed.has(name), `${name} is not installed`).toBe(true);
      if (declared) expect(licence, name).toBe(declared);
    }
  });
});

describe('links in the documentation', () => {
  const pages = ['CONTRIBUTING.md', 'README.md', 'CHANGELOG.md', 'examples/README.md'];
  /** As GitHub names a heading. */
  const anchorsOf = (text: string) =>
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );

  it('lead to files and headings that are there', async () => {
    const docs = (await readdir(join(root, 'docs'), { recursive: true })).filter((file) => file.endsWith('.md'));
    const broken: string[] = [];
    for (const page of [...pages, ...docs.map((file) => `docs/${file}`)]) {
      // What stands in a code block is an example, not a link.
      const shown = (await read(page)).replace(/^```[\s\S]*?^```/gm, '');
      for (const [, target = '', anchor] of shown.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)]*))?\)/g)) {
        const path = target === '' ? resolve(root, page) : resolve(root, dirname(page), target);
        const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EISDIR') broken.push(`${page} → ${relative(root, path)}`);
          return '';
        });
        if (anchor && !anchorsOf(text).includes(anchor)) broken.push(`${page} → ${relative(root, path)}#${anchor}`);
      }
    }
    expect(broken).toEqual([]);
  });
});
