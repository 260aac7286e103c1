import { offlineVoice } from '../../activities/speech/providers/offline.ts';
import { formats } from '../../contracts/formats.ts';
import { languages } from '../../contracts/languages.ts';
import { givenAsRecording, givenByBrief, providers } from '../../contracts/providers.ts';
import { type Step, steps } from '../../contracts/steps.ts';
import { styleNamed } from '../../contracts/style-names.ts';
import { countRecorded, type PlannedBrief } from '../planned-brief.ts';
import { formatSeconds, formatTable, formatUsd } from './text.ts';

const musicWords = { auto: 'one that fits', none: 'none', file: 'your own' } as const;

/** What a run would do and cost, for `create --dry-run`. */
export function describePlan(planned: PlannedBrief): {
  text: string;
  json: Record<string, unknown>;
} {
  const { brief, script, musicFile } = planned;
  const { width, height } = formats[brief.format];
  const seconds = brief.durationSeconds ?? formats[brief.format].durationSeconds;
  const { recorded, all: allRecorded } = countRecorded(planned);
  const providerOf = (step: Step) => {
    if (script && (step === 'keywords' || step === 'script')) return givenByBrief;
    if (allRecorded && step === 'audio') return givenAsRecording;
    return (brief.providers[step] ?? providers[step]).join(', ');
  };
  // Every provider there is works on this machine: nothing is paid for.
  const plan = steps
    .filter((step) => providers[step].length > 0)
    .map((step) => ({ step, provider: providerOf(step), estimatedCostUsd: 0 }));
  const cost = plan.reduce((sum, { estimatedCostUsd }) => sum + estimatedCostUsd, 0);
  const length = script ? `${script.scenes.length} scenes from your script` : `about ${formatSeconds(seconds)}`;
  const voice = allRecorded ? 'your own' : (brief.voice ?? offlineVoice(brief.language));
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
    formatTable([
      ['Step', 'Provider', 'Estimated cost'],
      ...plan.map(({ step, provider, estimatedCostUsd }) => [step, provider, formatUsd(estimatedCostUsd)]),
    ]),
    '',
    `Estimated cost in all: ${formatUsd(cost)}. Nothing was started.`,
  ].join('\n');
  return { text, json: { brief, musicFile, plan, estimatedCostUsd: cost } };
}
