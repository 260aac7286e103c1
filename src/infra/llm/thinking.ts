import type { generateText } from 'ai';

type ProviderOptions = NonNullable<Parameters<typeof generateText>[0]['providerOptions']>;

/** A model that thinks before it writes, unasked. What it thinks is billed as output. */
export interface Thinking {
  /** How it is told to think little; nothing where it can't be told. */
  providerOptions: ProviderOptions;
  /** Tokens it has for it besides its answer; beyond them it is cut off. */
  room: number;
}

// What models have that nothing is known of, such as those on a server of one's own.
export const usualRoom = 8000;
// Asked for little.
const littleRoom = 4000;

// From 5.1 until 6 they think only when they are asked to. Those for chats and searches take no such wish.
const openaiThinkers = /^(?:o\d|gpt-5(?![.\d])|gpt-(?:[6-9]|\d\d))(?!.*-(?:chat|search))/;

/** How one of OpenAI's models thinks; undefined where it doesn't by itself. */
export function thinkingOfOpenai(model: string): Thinking | undefined {
  if (!openaiThinkers.test(model)) return undefined;
  return { providerOptions: { openai: { reasoningEffort: 'low' } }, room: littleRoom };
}

// Flash-Lite thinks least when it is left alone.
const geminiThinkers = /^gemini-(?:(?<generation>[3-9]|2\.5)|(?:flash|pro)-latest)(?!.*-lite)/;
// Of tokens; 2.5 Pro takes no fewer than 128, and a plan for a script is a few hundred.
const thinkingBudget = 1024;

/** How one of Gemini's models thinks; undefined where it doesn't by itself. */
export function thinkingOfGemini(model: string): Thinking | undefined {
  const found = geminiThinkers.exec(model);
  if (!found) return undefined;
  const generation = found.groups?.generation;
  // What `latest` stands for changes: one generation has levels, the other a budget, and each refuses the other's.
  if (generation === undefined) return { providerOptions: {}, room: usualRoom };
  const thinkingConfig = generation === '2.5' ? { thinkingBudget } : { thinkingLevel: 'low' };
  return { providerOptions: { google: { thinkingConfig } }, room: littleRoom };
}
