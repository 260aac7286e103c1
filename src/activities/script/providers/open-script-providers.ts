import type { Llm } from '../../../infra/llm/llm.ts';
import { createLlmScript } from './llm.ts';
import { createOfflineScript } from './offline.ts';
import type { ScriptProvider } from './provider.ts';

/** Everyone who can write a script here: the models, in their order, and the one that needs none. */
export function openScriptProviders(llms: readonly Llm[]): ScriptProvider[] {
  return [...llms.map(createLlmScript), createOfflineScript()];
}
