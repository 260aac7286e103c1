import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { formats, framesPerSecond } from '../../src/contracts/formats.ts';
import type { Motion } from '../../src/contracts/timeline.ts';
import { pictureEncoding } from '../../src/engines/film/encoding.ts';
import { runMeasured, type Usage } from '../measures/run-measured.ts';
import { assCaptions } from './ass-captions.ts';
import type { SampleFilm } from './sample-film.ts';

const captionsFont = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/montserrat/900Black/Montserrat_900Black.ttf',
);

interface FlatShot {
  path: string;
  frames: number;
  motion: Motion;
}

/** The film as the usual ways make it: the same pictures, camera moves, words and lengths, every transition a cut. */
export interface Reference {
  ffmpeg: string;
  film: SampleFilm;
  stills: readonly string[][];
  folder: string;
}

/** One FFmpeg, one graph: every still enlarged four times for zoompan, the concat filter, captions by libass. */
export async function encodeByOneGraph({ ffmpeg, film, stills, folder }: Reference): Promise<Usage> {
  const shots = flatShots(film, stills);
  await writeFile(join(folder, 'captions.ass'), assCaptions(film));
  const { brief } = film.setting;
  const graph = [
    ...shots.map((shot, index) => `[${index}:v]${zoompan(shot, formats[brief.format])}[s${index}]`),
    `${shots.map((_, index) => `[s${index}]`).join('')}concat=n=${shots.length},${burnCaptions}[film]`,
  ].join(';');
  const inputs = shots.flatMap(({ path }) => ['-i', path]);
  const output = ['-map', '[film]', ...encode(ownValue('-preset')), 'one-graph.mp4'];
  return runMeasured(ffmpeg, [...quiet, ...inputs, '-filter_complex', graph, ...output], { folder });
}

/** Three encodes at preset medium: each shot, then the concat filter over all of them, then the captions. */
export async function encodeThreeTimes({ ffmpeg, film, stills, folder }: Reference): Promise<Usage> {
  const shots = flatShots(film, stills);
  await writeFile(join(folder, 'captions.ass'), assCaptions(film));
  const { brief } = film.setting;
  const passes: string[][] = shots.map((shot, index) => [
    ...['-i', shot.path, '-vf', zoompan(shot, formats[brief.format]), ...encode('medium'), `shot-${index}.mp4`],
  ]);
  const clips = shots.flatMap((_, index) => ['-i', `shot-${index}.mp4`]);
  passes.push([...clips, '-filter_complex', `concat=n=${shots.length}`, ...encode('medium'), 'joined.mp4']);
  passes.push(['-i', 'joined.mp4', '-vf', burnCaptions, ...encode('medium'), 'three-encodes.mp4']);
  const total: Usage = { cpuSeconds: 0, wallSeconds: 0, peakMemoryMb: undefined };
  for (const pass of passes) {
    const usage = await runMeasured(ffmpeg, [...quiet, ...pass], { folder });
    total.cpuSeconds += usage.cpuSeconds;
    total.wallSeconds += usage.wallSeconds;
    if (usage.peakMemoryMb) total.peakMemoryMb = Math.max(total.peakMemoryMb ?? 0, usage.peakMemoryMb);
  }
  return total;
}

const quiet = ['-v', 'error', '-nostdin', '-y'];

// Names without a character that a filter would take for its own.
const burnCaptions = `ass=captions.ass:fontsdir=${dirname(captionsFont).replace(/[\\':,;[\]]/g, '\\\\\\$&')}`;

/** As many threads as FFmpeg chooses by itself; quality as ours. */
function encode(preset: string): string[] {
  return ['-c:v', 'libx264', '-preset', preset, '-crf', ownValue('-crf'), '-pix_fmt', 'yuv420p'];
}

function ownValue(option: string): string {
  const own = pictureEncoding('x264');
  const value = own[own.indexOf(option) + 1];
  if (!own.includes(option) || value === undefined) throw new Error(`the encoder is not told its ${option}`);
  return value;
}

function zoompan(
  { frames, motion: { from, to } }: FlatShot,
  { width, height }: { width: number; height: number },
): string {
  const along = (a: number, b: number) => (a === b ? `${a}` : `(${a}+(${b - a})*on/${Math.max(1, frames - 1)})`);
  const view = `z='${along(from.zoom, to.zoom)}':x='(iw-iw/zoom)*${along(from.x, to.x)}':y='(ih-ih/zoom)*${along(from.y, to.y)}'`;
  const size = `d=${frames}:s=${width}x${height}:fps=${framesPerSecond}`;
  return `scale=${width * 4}:${height * 4},format=yuv420p,zoompan=${view}:${size},setsar=1`;
}

function flatShots({ scenes }: SampleFilm, stills: readonly string[][]): FlatShot[] {
  return scenes.flatMap(({ plan }, scene) => {
    const paths = stills[scene % stills.length] ?? [];
    return plan.shots.map(({ frames, motion }, shot) => ({ path: paths[shot % paths.length] ?? '', frames, motion }));
  });
}
