import type { Llm } from '../../../infra/llm/llm.ts';
import { createLlmMetadata } from './llm.ts';
import { createOfflineMetadata } from './offline.ts';
import type { MetadataProvider } from './provider.ts';

/** Everyone who can describe a film here: the models, in their order, and the one that needs none. */
export function openMetadataProviders(llms: readonly Llm[]): MetadataProvider[] {
  return [...llms.map(createLlmMetadata), createOfflineMetadata()];
}
