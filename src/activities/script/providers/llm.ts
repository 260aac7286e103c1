import type { Llm } from '../../../infra/llm/llm.ts';
import { writeChecked } from '../../../infra/llm/write-checked.ts';
import { checkScript } from '../check-script.ts';
import { scriptAnswerSchema, toScript } from '../script-answer.ts';
import { planScript } from '../script-plan.ts';
import { scriptInstructions, scriptPrompt } from '../script-prompt.ts';
import type { ScriptProvider } from './provider.ts';

/** Written by a model, checked, and repaired once where the check finds something. */
export function createLlmScript(llm: Llm): ScriptProvider {
  return {
    name: llm.name,
    async writeScript(request, call) {
      const { language, format } = request;
      const plan = planScript(request);
      const written = await writeChecked(
        llm,
        {
          name: 'script',
          instructions: scriptInstructions(format),
          prompt: scriptPrompt(request, plan),
          schema: scriptAnswerSchema,
          expectedTokens: plan.expectedTokens,
          check: (answer) => checkScript(answer, plan, language),
        },
        call,
      );
      const writer = { provider: llm.name, model: llm.model };
      return { ...written, value: toScript(written.value, { language, writer, withChapters: plan.chapters > 0 }) };
    },
  };
}
