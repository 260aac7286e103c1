import type { BenchRow } from '../row.ts';
import { describeUsage, type Entry } from './contest.ts';
import { planSampleFilm } from './sample-film.ts';
import { makeWholeFilm } from './whole-film.ts';

const times = 20;
const limit = 1.05;
// The highest of many samples lies higher the longer one looks.
const memoryLimit = 1.2;

/** What a film of twenty minutes costs, beside twenty times one of a minute: pictures, join, sound and inspection. */
export async function measureGrowth(minute: Entry, say: (message: string) => void): Promise<BenchRow> {
  const { film, ...place } = minute;
  const { brief } = film.setting;
  const wanted = { style: 'vivid', format: brief.format, sceneFrames: film.sceneFrames };
  const long = await planSampleFilm({ ...wanted, scenes: film.scenes.length * times });
  say(`the film once, with join, sound and inspection …`);
  const once = await makeWholeFilm(minute, say);
  say(`  ${describeUsage(once.usage)}`);
  say(`a film ${times} times as long …`);
  const longer = await makeWholeFilm({ film: long, ...place }, say);
  say(`  ${describeUsage(longer.usage)}`);
  const ratio = longer.usage.cpuSeconds / (times * once.usage.cpuSeconds);
  const [memory, memoryOnce] = [longer.usage.peakMemoryMb ?? 0, once.usage.peakMemoryMb ?? 0];
  const problems = [...once.quality.problems, ...longer.quality.problems];
  return {
    figure: 'cpu-growth-20',
    value: longer.usage.cpuSeconds,
    reference: times * once.usage.cpuSeconds,
    ratio,
    unit: 's',
    limit: `ratio ≤ ${limit}, memory ≤ ${memoryLimit} ×`,
    holds: ratio <= limit && memory <= memoryLimit * memoryOnce && problems.length === 0,
    detail: [
      `memory ${Math.round(memory)} MB, of the short one ${Math.round(memoryOnce)} MB`,
      `wall ${longer.usage.wallSeconds.toFixed(0)} s for ${longer.quality.durationSeconds.toFixed(0)} s of film`,
      problems.length === 0 ? 'inspection found nothing' : `inspection: ${problems.join(', ')}`,
    ].join('; '),
  };
}
