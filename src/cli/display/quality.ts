import type { QualityReport } from '../../contracts/timeline.ts';

/** What the check of the finished film found, for people: a line, and one for each thing that could be better. */
export function describeQuality(report: QualityReport): string[] {
  const { frames, loudnessLufs, truePeakDbtp, blackSeconds, frozenSeconds, silentSeconds, warnings } = report;
  const stretches = Object.entries({ black: blackSeconds, frozen: frozenSeconds, silent: silentSeconds })
    .filter(([, seconds]) => seconds >= 0.1)
    .map(([what, seconds]) => `${seconds.toFixed(1)} s ${what}`);
  const signed = (value: number) => value.toFixed(1).replace('-', '−');
  const sound = `${signed(loudnessLufs)} LUFS, peak ${signed(truePeakDbtp)} dBTP`;
  const found = [
    `${frames} frames`,
    sound,
    ...(stretches.length > 0 ? stretches : ['nothing black, frozen or silent']),
  ];
  return [`Checked: ${found.join('; ')}.`, ...warnings.map((warning) => `Could be better: ${warning}`)];
}
