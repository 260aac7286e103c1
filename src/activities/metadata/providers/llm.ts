import { tokensOfMetadata } from '../../../infra/llm/estimate-tokens.ts';
import type { Llm } from '../../../infra/llm/llm.ts';
import { writeChecked } from '../../../infra/llm/write-checked.ts';
import { assembleMetadata, keywordsOf, termsOf } from '../assemble-metadata.ts';
import { checkMetadata } from '../check-metadata.ts';
import { metadataAnswerSchema } from '../metadata-answer.ts';
import { metadataInstructions, metadataPrompt } from '../metadata-prompt.ts';
import { translateLines } from '../translate-lines.ts';
import type { MetadataProvider } from './provider.ts';

/** Title, text, tags and hashtags by a model, checked and repaired once; chapters, credits and limits as everyone's. */
export function createLlmMetadata(llm: Llm): MetadataProvider {
  return {
    name: llm.name,
    async buildMetadata(request, call) {
      const written = await writeChecked(
        llm,
        {
          name: 'metadata',
          instructions: metadataInstructions,
          prompt: metadataPrompt(request),
          schema: metadataAnswerSchema,
          expectedTokens: tokensOfMetadata(request.language),
          check: (answer) => checkMetadata(answer, request.language),
        },
        call,
      );
      const { title, description, tags, hashtags } = written.value;
      const [primary = '', ...others] = termsOf(keywordsOf(request));
      const value = assembleMetadata(request, {
        title,
        text: description,
        tags: [primary, ...tags, ...others],
        hashtags: [...hashtags, primary],
      });
      return { ...written, value };
    },
    translate: (request, call) => translateLines(llm, request, call),
  };
}
