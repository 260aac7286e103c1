import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureTypes } from '../../src/contracts/failures.ts';
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

describe('docs/configuration.md', () => {
  it('documents each environment variable the program reads, and no other', async () => {
    const table = sections(await read('docs/configuration.md')).get('Variables') ?? '';
    const documented = [...table.matchAll(/^\| `([A-Z0-9_]+)` \| \S.* \| \S.* \|$/gm)].map((match) => match[1]);
    expect(documented.toSorted()).toEqual(environmentNames.toSorted());
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
  const pages = ['CONTRIBUTING.md', 'README.md', 'CHANGELOG.md'];

  it('lead to files that are there', async () => {
    const docs = (await readdir(join(root, 'docs'), { recursive: true })).filter((file) => file.endsWith('.md'));
    const broken: string[] = [];
    for (const page of [...pages, ...docs.map((file) => `docs/${file}`)]) {
      const text = await read(page).catch(() => '');
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)) {
        const path = resolve(root, dirname(page), target);
        await readFile(path).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EISDIR') broken.push(`${page} → ${relative(root, path)}`);
        });
      }
    }
    expect(broken).toEqual([]);
  });
});
