import { listProviders, type ProviderFacts } from '../../infra/config/provider-facts.ts';
import type { CommandContext } from '../context.ts';
import { formatTable } from '../display/text.ts';

/** `providers`: who can serve each step, and what the others need. */
export async function showProviders({ config }: CommandContext, { json }: { json?: boolean }): Promise<number> {
  const facts = listProviders(config);
  process.stdout.write(`${json ? JSON.stringify(facts) : describe(facts)}\n`);
  return 0;
}

function describe(facts: readonly ProviderFacts[]): string {
  const rows = facts.map(({ step, name, title, needs, isReady, isDefault, model }, index) => [
    facts[index - 1]?.step === step ? '' : step,
    name,
    isReady ? (isDefault ? 'used' : 'ready') : 'not set up',
    isReady ? [title, model].filter(Boolean).join(', ') : `${title}: set ${needs.join(', ')}`,
  ]);
  return [
    formatTable([['Step', 'Provider', 'State', ''], ...rows]),
    '',
    '“used” serves where a brief names none; `--provider step=name,other` names one, and who takes over where it can’t.',
    'Keys go into the environment or into a file .env; docs/providers.md has all of them.',
  ].join('\n');
}
