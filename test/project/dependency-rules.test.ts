import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}
interface CruiseReport {
  summary: { totalCruised: number; violations: Violation[] };
}

/** Runs the check as `npm test` does, on the `src` of a folder or a part of it. */
async function cruise(folder: string, part = 'src'): Promise<CruiseReport> {
  const { stdout } = await execa(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.mjs', '--output-type', 'json', part],
    ],
    { cwd: folder, reject: false },
  );
  return JSON.parse(stdout) as CruiseReport;
}

/** Rule → the file that breaks it, and how. Each has to be found by the rule's own name. */
const violations: Record<string, { file: string; text: string }[]> = {
  'contracts-import-nothing-of-ours': [
    { file: 'src/contracts/p01.ts', text: "import { engine } from '../engines/ok.ts';\nexport const a = engine;" },
    { file: 'src/contracts/p02.ts', text: "export { infra } from '../infra/ok.ts';" },
  ],
  'contracts-use-zod-only': [
    { file: 'src/contracts/p03.ts', text: "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;" },
    { file: 'src/contracts/p04.ts', text: "import { execa } from 'execa';\nexport const a = execa;" },
    {
      file: 'src/contracts/p05.ts',
      text: "import { defineQuery } from '@temporalio/workflow';\nexport const a = defineQuery;",
    },
  ],
  'messages-use-temporal-workflow-only': [
    { file: 'src/contracts/messages.ts', text: "import { z } from 'zod';\nexport const a = z.string();" },
  ],
  'workflow-safe-contracts-reach-no-zod': [
    { file: 'src/contracts/steps.ts', text: "import { schema } from './schema.ts';\nexport const a = schema;" },
    { file: 'src/contracts/ids.ts', text: "import { z } from 'zod';\nexport const a = z.string();" },
  ],
  'workflows-run-contracts-only': [
    {
      file: 'src/workflows/p06.ts',
      text: "import { activity } from '../activities/ok.ts';\nexport const a = activity;",
    },
    { file: 'src/workflows/p07.ts', text: "import { randomUUID } from 'node:crypto';\nexport const a = randomUUID;" },
    {
      file: 'src/workflows/p30.ts',
      text: "import { type Activity } from '../activities/ok.ts';\nexport const a: Activity[] = [];",
    },
    { file: 'src/workflows/p08.ts', text: "export const a = () => import('../infra/ok.ts');" },
    { file: 'src/workflows/p09.ts', text: "import { Client } from '@temporalio/client';\nexport const a = Client;" },
  ],
  'workflows-reach-no-zod': [
    {
      file: 'src/workflows/p10.ts',
      text: "import { schema } from '../contracts/schema.ts';\nexport const a = schema;",
    },
  ],
  'engines-use-contracts-only': [
    { file: 'src/engines/film/p11.ts', text: "import { infra } from '../../infra/ok.ts';\nexport const a = infra;" },
    {
      file: 'src/engines/film/p12.ts',
      text: "import { activity } from '../../activities/ok.ts';\nexport const a = activity;",
    },
  ],
  'engines-know-no-outside-world': [
    {
      file: 'src/engines/p13.ts',
      text: "import { heartbeat } from '@temporalio/activity';\nexport const a = heartbeat;",
    },
    { file: 'src/engines/p14.ts', text: "import fastify from 'fastify';\nexport const a = fastify;" },
    { file: 'src/engines/p15.ts', text: "import { Kysely } from 'kysely';\nexport const a = Kysely;" },
  ],
  'activities-use-contracts-engines-infra': [
    {
      file: 'src/activities/p16.ts',
      text: "import { workflow } from '../workflows/ok.ts';\nexport const a = workflow;",
    },
    { file: 'src/activities/p17.ts', text: "import { api } from '../api/ok.ts';\nexport const a = api;" },
  ],
  'infra-uses-contracts-only': [
    { file: 'src/infra/p18.ts', text: "import { engine } from '../engines/ok.ts';\nexport const a = engine;" },
  ],
  'api-uses-contracts-and-infra': [
    { file: 'src/api/p19.ts', text: "import { workflow } from '../workflows/ok.ts';\nexport const a = workflow;" },
    { file: 'src/api/p20.ts', text: "import { activity } from '../activities/ok.ts';\nexport const a = activity;" },
  ],
  'only-wiring-knows-wiring': [
    { file: 'src/infra/p21.ts', text: "import { worker } from '../workers/ok.ts';\nexport const a = worker;" },
    { file: 'src/api/p22.ts', text: "import { server } from './server.ts';\nexport const a = server;" },
  ],
  'nothing-imports-the-command-line': [
    { file: 'src/workers/p23.ts', text: "import { cli } from '../cli/ok.ts';\nexport const a = cli;" },
  ],
  'no-cycles': [{ file: 'src/infra/p24.ts', text: "import { b } from './p25.ts';\nexport const a = () => b;" }],
  'src-imports-no-tests': [
    { file: 'src/infra/p26.ts', text: "import { support } from '../../test/support.ts';\nexport const a = support;" },
  ],
  'src-imports-no-dev-dependencies': [
    { file: 'src/infra/p27.ts', text: "import { it } from 'vitest';\nexport const a = it;" },
  ],
  'src-imports-only-declared-packages': [
    { file: 'src/infra/p28.ts', text: "import Long from 'long';\nexport const a = Long;" },
  ],
  'no-unresolvable-imports': [
    { file: 'src/infra/p29.ts', text: "import { gone } from './gone.ts';\nexport const a = gone;" },
  ],
};

/** What is allowed, in the same tree: none of these files may be named by any rule. */
const allowed: Record<string, string> = {
  'src/contracts/ok.ts': 'export const word = 1;',
  'src/contracts/schema.ts':
    "import { z } from 'zod';\nexport const schema = z.string();\nexport type Schema = string;",
  'src/engines/ok.ts': "import { word } from '../contracts/ok.ts';\nexport const engine = word;",
  'src/infra/ok.ts': "import { word } from '../contracts/ok.ts';\nexport const infra = word;",
  'src/activities/ok.ts':
    "import { engine } from '../engines/ok.ts';\nimport { infra } from '../infra/ok.ts';\nexport const activity = [engine, infra];\nexport type Activity = string;",
  'src/workflows/ok.ts':
    "import { sleep } from '@temporalio/workflow';\nimport type { Activity } from '../activities/ok.ts';\nimport type { Schema } from '../contracts/schema.ts';\nimport { word } from '../contracts/ok.ts';\nexport const workflow: [Activity?, Schema?] = [];\nexport const used = [sleep, word];\nexport type Workflow = string;",
  'src/api/ok.ts':
    "import type { Workflow } from '../workflows/ok.ts';\nimport { infra } from '../infra/ok.ts';\nexport const api: [Workflow?] = [];\nexport const used = infra;",
  'src/api/server.ts':
    "import { api } from './ok.ts';\nimport { worker } from '../workers/ok.ts';\nexport const server = [api, worker];",
  'src/workers/ok.ts':
    "import { activity } from '../activities/ok.ts';\nimport { infra } from '../infra/ok.ts';\nexport const worker = [activity, infra];",
  'src/cli/ok.ts':
    "import { server } from '../api/server.ts';\nimport { worker } from '../workers/ok.ts';\nexport const cli = [server, worker];",
  'test/support.ts': 'export const support = 1;',
};

// A cycle is reported once, at the first of its modules.
const partners = [{ file: 'src/infra/p25.ts', text: "import { a } from './p24.ts';\nexport const b = () => a;" }];

describe('dependency rules', () => {
  let tree: string;
  let found: Violation[];

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'dependency-rules-'));
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json']) {
      await cp(join(root, file), join(tree, file));
    }
    await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
    const harmless = Object.entries(allowed).map(([file, text]) => ({ file, text }));
    for (const { file, text } of [...Object.values(violations).flat(), ...partners, ...harmless]) {
      await mkdir(dirname(join(tree, file)), { recursive: true });
      await writeFile(join(tree, file), text);
    }
    found = (await cruise(tree)).summary.violations;
  });

  afterAll(() => rm(tree, { recursive: true, force: true }));

  it.each(Object.entries(violations))('%s catches each import planted against it', (rule, planted) => {
    const caught = found.filter((violation) => violation.rule.name === rule).map((violation) => violation.from);
    for (const { file } of planted) expect(caught, `${rule} said nothing of ${file}`).toContain(file);
  });

  it('has a planted violation for every rule', async () => {
    const config = (await import('../../.dependency-cruiser.mjs')).default;
    expect(config.forbidden?.map((rule) => rule.name).sort()).toEqual(Object.keys(violations).sort());
  });

  it('lets everything pass that the design allows, type-only imports across the lines included', () => {
    const blamed = found.filter((violation) => Object.hasOwn(allowed, violation.from));
    expect(blamed.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it('finds nothing in sources of ours, and has really read them', async () => {
    // In all of them the check of `npm test` looks, which takes a while.
    const { summary } = await cruise(root, 'src/contracts');
    expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    // With a TypeScript it does not know, dependency-cruiser reads no module at all and reports success.
    expect(summary.totalCruised).toBeGreaterThan(20);
  });
});
