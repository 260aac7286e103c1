import type { Provided, ProviderCall } from '../../contracts/provider-call.ts';
import { splitWords } from '../../engines/text/split-words.ts';
import { tokensOfTranslation } from '../../infra/llm/estimate-tokens.ts';
import type { Llm } from '../../infra/llm/llm.ts';
import { writeChecked } from '../../infra/llm/write-checked.ts';
import { checkTranslation, readTranslation } from './check-translation.ts';
import type { SourceLine, TranslationRequest } from './providers/translation-request.ts';
import { translationAnswerSchema, translationInstructions, translationPrompt } from './translation-prompt.ts';

/** So many lines an answer, give or take `mostMoved`: with more of them models lose count. */
const linesPerAnswer = 40;
const mostMoved = 6;
// Of those before the first line of an answer.
const toldBefore = 3;

const sentenceEnd = /[.!?…。！？।؟]["'”’»)\]」』]*$/u;

/**
 * Lines in another language, one for each, some at a time, checked, and repaired once where the check finds something. Each
 * answer is kept as soon as it is good: whatever happens to a later one, it is paid for once.
 */
export async function translateLines(
  llm: Llm,
  request: TranslationRequest,
  call: ProviderCall,
): Promise<Provided<string[]>> {
  const texts: string[] = [];
  let costUsd = 0;
  for (const { lines, before } of batchesOf(request.lines)) {
    const answered = await translateBatch(llm, { ...request, lines }, before, call);
    texts.push(...answered.value);
    costUsd += answered.costUsd;
  }
  return { value: texts, costUsd, model: llm.model };
}

interface Batch {
  lines: readonly SourceLine[];
  before: readonly SourceLine[];
}

/** Of about equal lengths, so that none has too little for its sense; they end with a sentence where one ends nearby. */
function batchesOf(all: readonly SourceLine[]): Batch[] {
  const batches: Batch[] = [];
  let from = 0;
  for (let left = Math.ceil(all.length / linesPerAnswer); left > 0; left--) {
    const even = from + Math.ceil((all.length - from) / left);
    const end = left === 1 ? all.length : sentenceEndBefore(all, even);
    batches.push({ lines: all.slice(from, end), before: all.slice(Math.max(0, from - toldBefore), from) });
    from = end;
  }
  return batches;
}

function sentenceEndBefore(lines: readonly SourceLine[], end: number): number {
  for (let at = end; at > end - mostMoved; at--) if (sentenceEnd.test(lines[at - 1]?.text ?? '')) return at;
  return end;
}

async function translateBatch(
  llm: Llm,
  request: TranslationRequest,
  before: readonly SourceLine[],
  call: ProviderCall,
): Promise<{ value: string[]; costUsd: number }> {
  const { kind, from, language, lines } = request;
  const instructions = translationInstructions(kind);
  const prompt = translationPrompt(request, before);
  const words = lines.reduce((sum, { text }) => sum + splitWords(text, from).length, 0);
  const inputs = { provider: llm.name, model: llm.model, instructions, prompt };
  const { value, found } = await call.part('translation', inputs, async () => {
    const written = await writeChecked(
      llm,
      {
        ...{ name: 'translation', instructions, prompt, schema: translationAnswerSchema },
        expectedTokens: tokensOfTranslation(words, lines.length, language),
        check: (answer) => checkTranslation(answer, request),
      },
      call,
    );
    return { texts: readTranslation(written.value, lines).map((text) => text ?? ''), costUsd: written.costUsd };
  });
  return { value: value.texts, costUsd: found ? 0 : value.costUsd };
}
