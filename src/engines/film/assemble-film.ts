import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../../contracts/failures.ts';
import { framesPerSecond } from '../../contracts/formats.ts';
import { mp4Muxing } from './encoding.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { mixSound, samplesPerFrame } from './sound/mix-sound.ts';
import { countNarrationSamples } from './sound/wav.ts';

export interface AssembleRequest {
  /** Scenes in order, as `renderScene` makes them. */
  segments: { path: string; frames: number }[];
  /** One for each segment: WAV, 48 kHz, mono, 16 bit, exactly 1600 samples a frame. */
  narrations: string[];
  music?: { path: string };
  /** MP4; written whole or not at all. */
  output: string;
  /** Where intermediate sound may lie: about 23 MB a minute, taken away at the end. */
  workFolder: string;
}

interface AssembleOptions {
  signal?: AbortSignal;
  /** In frames of the film. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

// Nearly all the work is the sound; the picture is copied.
const soundShare = 0.9;

/** Joins scenes to a film by stream copy, mixes and levels its sound, and puts the index first. */
export async function assembleFilm(
  ffmpeg: string,
  request: AssembleRequest,
  { signal, onProgress }: AssembleOptions,
): Promise<{ frames: number; durationSeconds: number }> {
  const { segments, narrations, music, output } = request;
  await checkLengths(segments, narrations);
  const frames = segments.reduce((sum, segment) => sum + segment.frames, 0);
  const report = (share: number) => onProgress?.({ done: Math.min(frames, Math.round(share * frames)), total: frames });
  await mkdir(request.workFolder, { recursive: true });
  const workFolder = await mkdtemp(join(request.workFolder, 'sound-'));
  const unfinished = `${output}.${randomUUID().slice(0, 8)}.part`;
  try {
    const narrationList = join(workFolder, 'narrations.txt');
    const segmentList = join(workFolder, 'segments.txt');
    const listed = segments.map(({ frames: length }, index) => ({ path: narrations[index] as string, frames: length }));
    await writeFile(narrationList, concatList(listed));
    await writeFile(segmentList, concatList(segments));
    const sound = await mixSound(
      ffmpeg,
      { narrationList, music, frames, workFolder },
      { signal, onShare: (share) => report(share * soundShare) },
    );
    await runFfmpeg(
      ffmpeg,
      [
        ...[
          '-v',
          'error',
          '-f',
          'concat',
          '-safe',
          '0',
          '-i',
          `file:${segmentList}`,
          '-f',
          'aac',
          '-i',
          `file:${sound}`,
        ],
        ...['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', ...mp4Muxing('faststart'), `file:${unfinished}`],
      ],
      { signal, task: `joining the scenes to ${output}` },
    );
    await rename(unfinished, output);
  } finally {
    await rm(unfinished, { force: true });
    await rm(workFolder, { recursive: true, force: true });
  }
  report(1);
  return { frames, durationSeconds: frames / framesPerSecond };
}

async function checkLengths(segments: AssembleRequest['segments'], narrations: string[]): Promise<void> {
  if (segments.length === 0 || segments.length !== narrations.length) {
    throw new Failure(
      'InvalidInput',
      `a film needs at least one scene and a narration for each: there are ${segments.length} scenes, ${narrations.length} narrations`,
    );
  }
  for (const [index, { frames }] of segments.entries()) {
    const path = narrations[index] as string;
    const samples = await countNarrationSamples(path);
    if (samples !== frames * samplesPerFrame) {
      throw new Failure(
        'ArtifactCorrupt',
        `the narration ${path} has ${samples} samples, but its picture of ${frames} frames needs ${frames * samplesPerFrame}: narrate and render the scene again`,
      );
    }
  }
}

/**
 * A list for the concat demuxer. Durations are differences of whole microseconds since the film's start, so that the
 * rounding of one scene is not added to the next: a film of hundreds of scenes stays exact to the frame.
 */
function concatList(files: { path: string; frames: number }[]): string {
  const microseconds = (frames: number) => Math.round((frames * 1e6) / framesPerSecond);
  let before = 0;
  const lines = files.flatMap(({ path, frames }) => {
    const duration = microseconds(before + frames) - microseconds(before);
    before += frames;
    // Within quotes only the quote itself is special to the demuxer.
    return [`file 'file:${resolve(path).replaceAll("'", "'\\''")}'`, `duration ${duration}us`];
  });
  return `ffconcat version 1.0\n${lines.join('\n')}\n`;
}
