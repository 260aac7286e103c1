import type { Brief } from '../../contracts/brief.ts';
import type { Units } from '../../contracts/costs.ts';
import type { Estimate, StepEstimate } from '../../contracts/estimates.ts';
import { formats } from '../../contracts/formats.ts';
import { charactersPerWord, wordsPerMinute } from '../../contracts/pace.ts';
import { givenAsRecording, givenByBrief } from '../../contracts/providers.ts';
import type { Script } from '../../contracts/script.ts';
import { type Step, steps } from '../../contracts/steps.ts';
import { type ProviderFacts, servingProviders } from '../config/provider-facts.ts';
import { expectedUnits, type Length } from './expected-units.ts';
import type { Prices } from './prices.ts';

export interface EstimateRequest {
  brief: Brief;
  /** The person's own, when the brief has one. */
  script?: Script;
  /** Scenes the person reads themselves, by their ids. */
  recorded: ReadonlySet<string>;
  /** Scenes the person has pictures of their own for, by their ids. */
  pictured: ReadonlySet<string>;
  /** Mean length of a shot: the style's. */
  shotSeconds: number;
}

/**
 * What a run would cost if nothing fails and nothing is found: the first choice of every step. Free providers cost nothing.
 * @throws Failure `InvalidInput` when the price table lacks a model
 */
export function estimateRun(request: EstimateRequest, facts: readonly ProviderFacts[], prices: Prices): Estimate {
  const { brief, script } = request;
  const length = lengthOf(request);
  const estimates = steps.flatMap((step): StepEstimate[] => {
    const given = givenFor(step, request);
    if (given) return [{ step, provider: given, estimateUsd: 0 }];
    const serving = servingProviders(facts, step, brief);
    // Keywords are asked of all of them; of other steps the first serves.
    const asked = step === 'keywords' ? serving : serving.slice(0, 1);
    if (asked.length === 0) return [];
    const parts = asked.map(({ name, model }) => {
      const units = model === undefined ? undefined : expectedUnits(step, name, length);
      return { model, units, usd: model && units ? prices.costOf(name, model, units) : 0 };
    });
    const [only] = parts.length === 1 ? parts : [];
    return [
      {
        step,
        provider: asked.map(({ name }) => name).join('+'),
        ...(only?.units && { model: only.model, units: rounded(only.units) }),
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

/** How long the film will be, and in what parts: from the script where there is one. */
function lengthOf({ brief, script, recorded, pictured, shotSeconds }: EstimateRequest): Length {
  const { language, format } = brief;
  const perMinute = wordsPerMinute(language, format);
  const perWord = charactersPerWord(language);
  const secondsOf = (characters: number) => (characters / perWord / perMinute) * 60;
  if (!script) {
    const seconds = brief.durationSeconds ?? formats[format].durationSeconds;
    const words = (seconds / 60) * perMinute;
    const pictures = picturesOf(seconds, shotSeconds);
    return { language, format, seconds, words, characters: words * perWord, speechSeconds: seconds, pictures };
  }
  const scenes = script.scenes.map(({ id, narration }) => ({ id, characters: [...narration].length }));
  const sum = (of: typeof scenes) => of.reduce((total, scene) => total + scene.characters, 0);
  const spoken = sum(scenes.filter(({ id }) => !recorded.has(id)));
  return {
    ...{ language, format },
    seconds: secondsOf(sum(scenes)),
    words: sum(scenes) / perWord,
    characters: spoken,
    speechSeconds: secondsOf(spoken),
    pictures: scenes
      .filter(({ id }) => !pictured.has(id))
      .reduce((total, scene) => total + picturesOf(secondsOf(scene.characters), shotSeconds), 0),
  };
}

const picturesOf = (seconds: number, shotSeconds: number) => Math.max(1, Math.round(seconds / shotSeconds));

function rounded(units: Units): Units {
  return Object.fromEntries(Object.entries(units).map(([unit, count]) => [unit, Math.ceil(count)]));
}
