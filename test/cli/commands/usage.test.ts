import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { showProviders } from '../../../src/cli/commands/providers.ts';
import { setBudget, showUsage } from '../../../src/cli/commands/usage.ts';
import type { CommandContext } from '../../../src/cli/context.ts';
import { providers } from '../../../src/contracts/providers.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import type { ProviderFacts } from '../../../src/infra/config/provider-facts.ts';
import { openDatabase } from '../../../src/infra/database/database.ts';
import { createSpendings } from '../../../src/infra/database/spendings.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { copyEmptyDatabase } from '../../support/test-database.ts';

let home: string;
let printed: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'faceless-usage-'));
  await copyEmptyDatabase(join(home, 'database'));
});
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => void vi.restoreAllMocks());

const contextOf = (environment: Record<string, string> = {}): CommandContext => ({
  config: readConfig({ FACELESS_HOME: home, ...environment }),
  logger: createLogger({ level: 'silent' }),
});
const today = new Date().toISOString().slice(0, 10);
const firstOfMonth = `${today.slice(0, 8)}01`;

async function spend(): Promise<void> {
  const database = await openDatabase({ folder: join(home, 'database') });
  const spendings = createSpendings(database);
  const about = { pipelineId: 'film', owner: 'local', step: 'audio', provider: 'elevenlabs', model: 'v2' } as const;
  await spendings.reserve({ ...about, id: 'one', units: {}, estimateUsd: 0.3 }, {});
  await spendings.settle('one', { characters: 2500 }, 0.25);
  await spendings.reserve({ ...about, id: 'two', units: {}, estimateUsd: 0.3 }, {});
  await database.close();
}

describe('./faceless usage', () => {
  it('says that nothing was spent', async () => {
    expect(await showUsage(contextOf(), { by: 'day' })).toBe(0);
    expect(printed).toBe(
      `Nothing was spent from ${firstOfMonth} to ${today}. local has spent nothing this month; no budget is set.\n`,
    );
  });

  it('shows what was spent, what is not settled, and what is left of the month', async () => {
    await spend();
    await setBudget(contextOf(), 'local', '5');
    printed = '';
    await showUsage(contextOf({ FACELESS_MONTHLY_BUDGET_USD: '100' }), { by: 'provider,step' });
    expect(printed).toBe(
      [
        'Provider    Step   Calls  Cost   Not settled',
        'elevenlabs  audio  2      $0.25  $0.30',
        '',
        `$0.25 from ${firstOfMonth} to ${today}, and $0.30 of calls that run or broke off. local has spent $0.55 this month; of a budget of $5.00.`,
        '',
      ].join('\n'),
    );
  });

  it('prints the same as JSON', async () => {
    await showUsage(contextOf(), { by: 'model', json: true });
    expect(JSON.parse(printed)).toMatchObject({ rows: [{ model: 'v2', calls: 2, costUsd: 0.25, reservedUsd: 0.3 }] });
  });

  it.each([
    [{ by: 'week' }, '--by week: give some of day, owner, provider, model, step, pipeline, joined by commas'],
    [{ by: 'day', from: 'May' }, '--from May: give a day as 2026-11-01'],
  ])('refuses %j', async (options, message) => {
    await expect(showUsage(contextOf(), options)).rejects.toMatchObject({ type: 'InvalidInput', message });
  });
});

describe('./faceless budget', () => {
  it('sets a budget and takes it away', async () => {
    await setBudget(contextOf(), 'ada', '7.50');
    await setBudget(contextOf({ FACELESS_MONTHLY_BUDGET_USD: '20' }), 'ada', 'none');
    expect(printed).toBe(
      'ada may spend $7.50 in a calendar month.\nada has no budget of their own any more (all have $20.00).\n',
    );
  });

  it.each(['-1', 'much', '1e3', ''])('refuses %j', async (usd) => {
    await expect(setBudget(contextOf(), 'ada', usd)).rejects.toMatchObject({ type: 'InvalidInput' });
  });
});

describe('./faceless providers', () => {
  const facts = async (environment: Record<string, string>) => {
    printed = '';
    await showProviders(contextOf(environment), { json: true });
    return JSON.parse(printed) as ProviderFacts[];
  };
  const used = async (environment: Record<string, string>) =>
    (await facts(environment)).filter(({ isDefault }) => isDefault).map(({ step, name }) => `${step}=${name}`);

  it('names every provider of every step', async () => {
    const names = (await facts({})).map(({ step, name }) => `${step}=${name}`);
    expect(names).toEqual(Object.entries(providers).flatMap(([step, known]) => known.map((name) => `${step}=${name}`)));
  });

  it('uses what needs nothing where no key is set', async () => {
    expect(await used({})).toEqual([
      ...['keywords=offline', 'script=offline', 'audio=offline', 'video=generated', 'thumbnail=canvas'],
      ...['metadata=offline', 'upload=folder', 'abtest=simulated'],
    ]);
  });

  it('uses whatever a key is set for, all of them for keywords', async () => {
    const environment = {
      ...{
        ANTHROPIC_API_KEY: 'a',
        ELEVENLABS_API_KEY: 'b',
        PEXELS_API_KEY: 'c',
        AHREFS_API_KEY: 'd',
        SERPAPI_API_KEY: 'e',
      },
    };
    expect(await used(environment)).toEqual([
      ...['keywords=ahrefs', 'keywords=serpapi', 'script=claude', 'audio=elevenlabs', 'video=pexels'],
      ...['thumbnail=canvas', 'metadata=claude', 'upload=folder', 'abtest=simulated'],
    ]);
  });

  it('says which variables the others need', async () => {
    await showProviders(contextOf(), {});
    expect(printed).toMatch(/azure +not set up +Azure Speech: set AZURE_SPEECH_KEY, AZURE_SPEECH_REGION/);
    expect(printed).not.toMatch(/undefined/);
  });

  it('shows no key', async () => {
    await showProviders(contextOf({ OPENAI_API_KEY: 'sk-secret-123' }), {});
    expect(printed).toContain('gpt-5-mini');
    expect(printed).not.toContain('sk-secret');
  });
});
