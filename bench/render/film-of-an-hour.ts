import { stat } from 'node:fs/promises';
import { framesPerSecond } from '../../src/contracts/formats.ts';
import { readMp4Facts } from '../../src/engines/film/mp4-facts.ts';
import type { BenchRow } from '../row.ts';
import { planSampleFilm } from './sample-film.ts';
import { drawSampleStills } from './sample-stills.ts';
import { makeWholeFilm } from './whole-film.ts';

const scenes = 400;
const sceneFrames = 9 * framesPerSecond;
const filmSeconds = (scenes * sceneFrames) / framesPerSecond;

/** One wide film of 60 minutes in 400 scenes, in the style of long films, and its figures. */
export async function measureFilmOfAnHour(
  { ffmpeg, folder }: { ffmpeg: string; folder: string },
  say: (message: string) => void,
): Promise<BenchRow[]> {
  const film = await planSampleFilm({ style: 'documentary', format: 'long', scenes, sceneFrames });
  say('drawing its stills …');
  const stills = await drawSampleStills('generated', film, folder);
  say(`rendering ${scenes} scenes, joining and inspecting them …`);
  const { usage, quality, file } = await makeWholeFilm({ film, stills, ffmpeg, folder }, say);
  const { tracks } = await readMp4Facts(file);
  const lengthOf = (kind: 'picture' | 'sound') => tracks.find((track) => track.kind === kind)?.seconds ?? 0;
  const drift = Math.abs(lengthOf('sound') - lengthOf('picture')) * framesPerSecond;
  const { size } = await stat(file);
  const inspected = [...quality.problems, ...quality.warnings.map((warning) => `warning: ${warning}`)];
  const information = 'for information';
  const row = (figure: string, unit: string, value: number, reference: number, rest: Partial<BenchRow> = {}) => {
    return { figure, unit, value, reference, ratio: value / reference, limit: information, holds: true, ...rest };
  };
  const memory = usage.peakMemoryMb ?? Number.NaN;
  const sound = `${quality.loudnessLufs.toFixed(1)} LUFS, ${quality.truePeakDbtp.toFixed(1)} dBTP`;
  return [
    row('film-60-wall', 's', usage.wallSeconds, filmSeconds, { detail: 'reference: its length' }),
    row('film-60-cpu', 's', usage.cpuSeconds, filmSeconds, { detail: 'reference: its length' }),
    row('film-60-rss-mb', 'MB', memory, 400, { detail: 'with two scenes at once; the bound is that of one' }),
    row('film-60-size', 'MB', size / 1e6, filmSeconds / 60, { detail: 'reference: its minutes' }),
    row('film-60-drift', 'frames', drift, 1, {
      limit: 'value ≤ 1 frame',
      holds: drift <= 1,
      detail: 'ends of picture and sound',
    }),
    row('film-60-frames', '', quality.frames, scenes * sceneFrames, {
      limit: 'ratio = 1, no problems',
      holds: quality.frames === scenes * sceneFrames && quality.problems.length === 0,
      detail: `inspection: ${inspected.join('; ') || 'nothing found'}; ${sound}`,
    }),
  ];
}
