import type { Brief } from '../../contracts/brief.ts';
import type { Units } from '../../contracts/costs.ts';
import type { Estimate, StepEstimate } from '../../contracts/estimates.ts';
import { type Language, languagesBeside } from '../../contracts/languages.ts';
import { givenAsRecording, givenByBrief } from '../../contracts/providers.ts';
import { type Step, steps } from '../../contracts/steps.ts';
import { type ProviderFacts, servingProviders } from '../config/provider-facts.ts';
import { expectedUnits } from './expected-units.ts';
import { type LengthRequest, lengthOf } from './film-length.ts';
import type { Prices } from './prices.ts';

export interface EstimateRequest extends Pick<LengthRequest, 'script' | 'recorded' | 'pictured' | 'shotSeconds'> {
  brief: Brief;
}

/**
 * What a run would cost if nothing fails and nothing is found: the first choice of every step. Free providers cost nothing.
 * @throws Failure `InvalidInput` when the price table lacks a model
 */
export function estimateRun(request: EstimateRequest, facts: readonly ProviderFacts[], prices: Prices): Estimate {
  const { brief, script } = request;
  const { format, durationSeconds } = brief;
  const language = script?.language ?? brief.language;
  const into = languagesBeside(language, brief.publish?.languages);
  const length = lengthOf({ ...request, language, format, durationSeconds });
  const estimates = steps.flatMap((step): StepEstimate[] => {
    const given = givenFor(step, request);
    if (given) return [{ step, provider: given, estimateUsd: 0 }];
    if (step === 'abtest' && !brief.abTest) return [];
    const serving = servingProviders(facts, step, brief);
    // Keywords are asked of all of them; of other steps the first serves.
    const asked = step === 'keywords' ? serving : serving.slice(0, 1);
    if (asked.length === 0) return [];
    const parts = asked.map((facts) => {
      const model = modelOf(facts, brief, language);
      const expected = model === undefined ? undefined : expectedUnits(step, facts.name, length, into);
      const units = expected && rounded(expected);
      return { model, units, usd: model && units ? prices.costOf(facts.name, model, units) : 0 };
    });
    const [only] = parts.length === 1 ? parts : [];
    return [
      {
        step,
        provider: asked.map(({ name }) => name).join('+'),
        ...(only?.units && { model: only.model, units: only.units }),
        estimateUsd: parts.reduce((sum, { usd }) => sum + usd, 0),
      },
    ];
  });
  return {
    steps: estimates,
    estimateUsd: estimates.reduce((sum, { estimateUsd }) => sum + estimateUsd, 0),
    pricesOf: prices.date,
    ...(brief.budgetUsd !== undefined && { budgetUsd: brief.budgetUsd }),
  };

  function givenFor(step: Step, { recorded }: EstimateRequest): string | undefined {
    if (script && (step === 'keywords' || step === 'script')) return givenByBrief;
    const isRead = script?.scenes.every(({ id }) => recorded.has(id));
    return step === 'audio' && isRead ? givenAsRecording : undefined;
  }
}

/**
 * The model whose price is paid. Of Google's and Azure's voices it follows from the voice: the one that is named, or the language's
 * own, of which three have none of the kind that others have.
 */
function modelOf({ step, name, model }: ProviderFacts, { voice = '' }: Brief, language: Language): string | undefined {
  if (step !== 'audio' || model === undefined) return model;
  if (name === 'azure') return voice.includes('DragonHD') ? 'neural-hd' : model;
  if (name !== 'google') return model;
  const [, kind] = /-(Standard|Wavenet|Neural2)-/.exec(voice) ?? [];
  return kind?.toLowerCase() ?? (withoutNeural2.includes(language) ? 'wavenet' : model);
}

const withoutNeural2: readonly Language[] = ['ar', 'he', 'zh'];

function rounded(units: Units): Units {
  return Object.fromEntries(Object.entries(units).map(([unit, count]) => [unit, Math.ceil(count)]));
}
