import type { Language } from '../../contracts/languages.ts';
import { splitWords } from '../../engines/text/split-words.ts';
import { languageFault } from '../../infra/llm/language-fault.ts';
import { shownFault, spokenFault } from '../../infra/llm/text-faults.ts';
import type { ScriptAnswer } from './script-answer.ts';
import type { ScriptPlan } from './script-plan.ts';

const longestTitle = 100;
// A model that is told of twenty faults puts none right.
const mostOfAKind = 5;

/**
 * What is wrong with a script, a clause each, for the model that is to repair it and for the person who reads why it failed:
 * length, number of scenes, language, title, what can't be spoken, scenes that are empty or the same.
 */
export function checkScript({ title, scenes }: ScriptAnswer, plan: ScriptPlan, language: Language): string[] {
  const narrations = scenes.map(({ narration }) => narration.trim());
  return [
    ...checkTitle(title),
    ...checkSceneCount(scenes.length, plan.scenes),
    ...checkLength(narrations, plan.words, language),
    ...[languageFault(narrations.join('\n'), language)].filter((fault) => fault !== undefined),
    ...checkNarrations(narrations),
    ...checkRepeated(narrations),
  ];
}

function checkTitle(title: string): string[] {
  if (!/[\p{L}\p{N}]/u.test(title)) return ['the title has no words'];
  if (title.trim().length > longestTitle) return [`the title is longer than ${longestTitle} characters`];
  const fault = shownFault(title);
  return fault ? [`the title can't be used: ${fault}`] : [];
}

function checkSceneCount(count: number, { wanted, least, most }: ScriptPlan['scenes']): string[] {
  if (count >= least && count <= most) return [];
  return [
    `${count === 1 ? 'there is 1 scene' : `there are ${count} scenes`} where about ${wanted} were asked for (${least} to ${most})`,
  ];
}

function checkLength(
  narrations: readonly string[],
  { wanted, least, most }: ScriptPlan['words'],
  language: Language,
): string[] {
  const count = splitWords(narrations.join('\n'), language).length;
  if (count >= least && count <= most) return [];
  const change = count < least ? `add about ${wanted - count}` : `take out about ${count - wanted}`;
  return [`the narration has ${count} words where ${wanted} were asked for (${least} to ${most}): ${change}`];
}

function checkNarrations(narrations: readonly string[]): string[] {
  return narrations
    .flatMap((narration, index) => {
      const fault = narration === '' ? 'it is empty' : spokenFault(narration);
      return fault ? [`the narration of scene ${index + 1} can't be spoken: ${fault}`] : [];
    })
    .slice(0, mostOfAKind);
}

function checkRepeated(narrations: readonly string[]): string[] {
  const first = new Map<string, number>();
  const faults: string[] = [];
  for (const [index, narration] of narrations.entries()) {
    const heard =
      narration
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+/gu)
        ?.join(' ') ?? '';
    const earlier = first.get(heard);
    if (heard === '') continue;
    if (earlier === undefined) first.set(heard, index + 1);
    else faults.push(`scene ${index + 1} says the same as scene ${earlier}`);
  }
  return faults.slice(0, mostOfAKind);
}
