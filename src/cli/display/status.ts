import type { PipelineStatus } from '../../contracts/messages.ts';
import { steps } from '../../contracts/steps.ts';
import { describeDoing, describePublication } from './publication.ts';
import { describeQuality } from './quality.ts';
import { formatSeconds, formatTable, formatUsd, oneLine } from './text.ts';

/** One pipeline, for people. */
export function describeStatus(status: PipelineStatus): string {
  const rows = steps.map((step) => {
    const { state, provider, done, total, found, costUsd, startedAt, finishedAt, failure, note } = status.steps[step];
    const seconds = startedAt && finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : undefined;
    const parts = total > 1 ? `${done}/${total}` : '';
    const reused = found > 0 ? `${found} found finished` : '';
    const remark = failure?.message ?? describeDoing(status.steps[step]) ?? note ?? '';
    return [
      step,
      state,
      provider ?? '',
      parts,
      seconds === undefined ? '' : formatSeconds(seconds),
      costUsd > 0 ? formatUsd(costUsd) : '',
      oneLine([reused, remark].filter(Boolean).join('; ')),
    ];
  });
  const { pipelineId, topic, state, review, waitsUntil, durationSeconds, publication, failure, notices, costUsd } =
    status;
  const { quality } = status.results.video ?? {};
  return [
    `${pipelineId}: ${review ? `waiting for the review of the ${review}` : state}`,
    `  ${topic}`,
    ...(durationSeconds ? [`  film of ${formatSeconds(durationSeconds)}`] : []),
    ...(publication ? [`  ${describePublication(publication)}`] : []),
    `  cost ${formatUsd(costUsd)}`,
    ...(quality ? describeQuality(quality).map((line) => `  ${line}`) : []),
    '',
    formatTable([['Step', 'State', 'Provider', 'Parts', 'Time', 'Cost', ''], ...rows]),
    ...(failure ? ['', `${failure.type}: ${failure.message}`, failure.advice] : []),
    ...(waitsUntil ? [`It waits until ${waitsUntil}: ./faceless retry ${pipelineId}`] : []),
    ...notices.map((notice) => `Note: ${notice}`),
  ].join('\n');
}
