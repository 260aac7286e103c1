import { offlineVoice } from '../../activities/speech/providers/offline.ts';
import { type UnitName, type Units, unitNames } from '../../contracts/costs.ts';
import type { Estimate, StepEstimate } from '../../contracts/estimates.ts';
import { formats } from '../../contracts/formats.ts';
import { languages } from '../../contracts/languages.ts';
import { styleNamed } from '../../contracts/style-names.ts';
import { countRecorded, type PlannedBrief } from '../planned-brief.ts';
import { formatSeconds, formatTable, formatUsd } from './text.ts';

const musicWords = { auto: 'one that fits', none: 'none', file: 'your own' } as const;

/** What a run would do and cost, for `create --dry-run`. */
export function describePlan(
  planned: PlannedBrief,
  estimate: Estimate,
): {
  text: string;
  json: Record<string, unknown>;
} {
  const { brief, script, musicFile } = planned;
  const { width, height } = formats[brief.format];
  const seconds = brief.durationSeconds ?? formats[brief.format].durationSeconds;
  const { recorded, all: allRecorded } = countRecorded(planned);
  const audio = estimate.steps.find(({ step }) => step === 'audio')?.provider;
  const length = script ? `${script.scenes.length} scenes from your script` : `about ${formatSeconds(seconds)}`;
  const voice = allRecorded
    ? 'your own'
    : (brief.voice ?? (audio === 'offline' ? offlineVoice(brief.language) : `${audio}’s own`));
  const withOwn = recorded > 0 && !allRecorded ? `; your own in ${recorded} of the scenes` : '';
  const ownPictures = [...planned.media.values()].reduce((sum, paths) => sum + paths.length, 0);
  const text = [
    `Topic     ${brief.topic}`,
    `Film      ${brief.format}, ${width}×${height}, ${languages[brief.language].name}, ${length}`,
    `Voice     ${voice}${withOwn}`,
    `Music     ${musicFile ?? musicWords[brief.music.kind]}`,
    `Style     ${planned.style?.title ?? styleNamed(brief.style as string, brief.format)}${brief.captions ? '' : ', no captions on the picture'}`,
    ...(ownPictures > 0 ? [`Pictures  ${ownPictures} of your own`] : []),
    `Reviews   ${brief.review ? 'after the script and before the upload' : 'none'}`,
    '',
    formatSteps(estimate.steps),
    '',
    `Estimated cost in all: ${formatUsd(estimate.estimateUsd)}${pricesNote(estimate)}. Nothing was started.`,
  ].join('\n');
  return { text, json: { brief, musicFile, ...estimate } };
}

function formatSteps(steps: readonly StepEstimate[]): string {
  const isPaid = steps.some(({ units }) => units);
  return formatTable([
    ['Step', 'Provider', ...(isPaid ? ['Model', 'Uses about'] : []), 'Estimated cost'],
    ...steps.map(({ step, provider, model = '', units = {}, estimateUsd }) => [
      ...[step, provider, ...(isPaid ? [model, describeUnits(units)] : [])],
      formatUsd(estimateUsd),
    ]),
  ]);
}

const unitWords: Readonly<Record<UnitName, string>> = {
  inputTokens: 'tokens in',
  cachedTokens: 'tokens cached',
  outputTokens: 'tokens out',
  characters: 'characters',
  images: 'pictures',
  seconds: 'seconds',
  requests: 'requests',
};

function describeUnits(units: Units): string {
  return unitNames
    .filter((name) => units[name])
    .map((name) => `${units[name]} ${unitWords[name]}`)
    .join(', ');
}

/** What the sum rests on, and what it may not exceed. */
function pricesNote({ estimateUsd, pricesOf, budgetUsd }: Estimate): string {
  const budget = budgetUsd === undefined ? '' : `, of a budget of ${formatUsd(budgetUsd)}`;
  const over =
    budgetUsd !== undefined && estimateUsd > budgetUsd ? ', which it goes over: the run would be blocked' : '';
  return estimateUsd === 0 ? '' : ` (prices of ${pricesOf})${budget}${over}`;
}
