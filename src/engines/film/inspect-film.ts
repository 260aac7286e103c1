import { type Format, formats, framesPerSecond } from '../../contracts/formats.ts';
import type { Cue, QualityReport } from '../../contracts/timeline.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { type Mp4Facts, readMp4Facts } from './mp4-facts.ts';
import { type Loudness, loudnessMeter, readLoudness } from './sound/loudness.ts';

export interface InspectRequest {
  file: string;
  format: Format;
  /** Frames of all scenes, so of the narration too. */
  expectedFrames: number;
  /** Seconds from the film's start. */
  cues: Cue[];
}

interface Stretch {
  start: number;
  seconds: number;
}

// What a viewer takes for a fault, in seconds. Shorter stretches are counted in the report, but are no problem.
const faultSeconds = { black: 1, frozen: 5, silent: 3 };
const countedSeconds = { black: 0.5, frozen: 2, silent: 1.5 };

// −14 LUFS ± 1 and −1 dBTP: beyond, the platforms turn the film down or distort it.
const loudnessRange = { from: -15, to: -13 };
const truePeakLimit = -1;

/** Reads the finished film back. `problems` says in sentences why it should not be published; none, and it may. */
export async function inspectFilm(
  ffmpeg: string,
  request: InspectRequest,
  { signal }: { signal?: AbortSignal },
): Promise<QualityReport> {
  const narrationSeconds = request.expectedFrames / framesPerSecond;
  let facts: Mp4Facts;
  try {
    facts = await readMp4Facts(request.file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const nothing = { blackSeconds: 0, frozenSeconds: 0, silentSeconds: 0, loudnessLufs: -70, truePeakDbtp: -70 };
    const problems = [`the film is not a whole MP4 file: ${reason}`];
    return { ...nothing, durationSeconds: 0, narrationSeconds, frames: 0, problems };
  }
  const picture = facts.tracks.find(({ kind }) => kind === 'picture');
  const sound = facts.tracks.find(({ kind }) => kind === 'sound');
  const durationSeconds = Math.max(0, ...facts.tracks.map(({ seconds }) => seconds));
  const media = await readMedia(ffmpeg, request.file, { picture: !!picture, sound: !!sound, durationSeconds, signal });
  const total = (stretches: Stretch[]) => stretches.reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    durationSeconds,
    narrationSeconds,
    frames: picture?.samples ?? 0,
    // JSON has no −∞.
    loudnessLufs: Math.max(-70, media.loudness.integratedLufs),
    truePeakDbtp: Math.max(-70, media.loudness.truePeakDbtp),
    blackSeconds: total(media.black),
    frozenSeconds: total(media.frozen),
    silentSeconds: total(media.silent),
    problems: [
      ...containerProblems(facts, request),
      ...soundProblems(media.loudness, !!sound),
      ...stretchProblems('the picture is black', media.black, faultSeconds.black),
      ...stretchProblems('the picture stands still', media.frozen, faultSeconds.frozen),
      ...stretchProblems('there is no sound', media.silent, faultSeconds.silent),
      ...cueProblems(request.cues, durationSeconds),
    ],
  };
}

/** One pass. Of the picture only key frames are decoded, two a second: enough to find what lasts a second. */
async function readMedia(
  ffmpeg: string,
  file: string,
  options: { picture: boolean; sound: boolean; durationSeconds: number; signal?: AbortSignal },
): Promise<{ loudness: Loudness; black: Stretch[]; frozen: Stretch[]; silent: Stretch[] }> {
  const look = [
    'scale=320:-2:flags=area',
    `blackdetect=d=${countedSeconds.black}:pix_th=0.06:pic_th=0.98`,
    `freezedetect=n=-70dB:d=${countedSeconds.frozen}`,
  ].join(',');
  const listen = `silencedetect=n=-50dB:d=${countedSeconds.silent},${loudnessMeter}`;
  const { stderr } = await runFfmpeg(
    ffmpeg,
    [
      ...['-v', 'info', '-skip_frame:v', 'nokey', '-i', `file:${file}`],
      ...(options.picture ? ['-map', '0:v:0', '-vf', look] : []),
      ...(options.sound ? ['-map', '0:a:0', '-af', listen] : []),
      ...['-f', 'null', '-'],
    ],
    { signal: options.signal, task: `reading the film ${file} back` },
  );
  const stretches = (name: string) => readStretches(stderr, name, options.durationSeconds);
  return {
    loudness: readLoudness(stderr),
    black: stretches('black'),
    frozen: stretches('freeze'),
    silent: stretches('silence'),
  };
}

/** `black_start:1 black_end:3`, `silence_start: 1` … `silence_end: 3`. One that reaches the end of the film may lack its end. */
function readStretches(stderr: string, name: string, filmSeconds: number): Stretch[] {
  const found: Stretch[] = [];
  for (const [, edge, time] of stderr.matchAll(new RegExp(`${name}_(start|end):\\s*(-?[\\d.]+)`, 'g'))) {
    const seconds = Math.max(0, Number(time));
    if (edge === 'start') found.push({ start: seconds, seconds: Math.max(0, filmSeconds - seconds) });
    const last = found.at(-1);
    if (edge === 'end' && last) last.seconds = seconds - last.start;
  }
  return found;
}

function containerProblems({ tracks, indexFirst, editLists }: Mp4Facts, request: InspectRequest): string[] {
  const { width, height } = formats[request.format];
  const problems: string[] = [];
  const picture = tracks.find(({ kind }) => kind === 'picture');
  const sound = tracks.find(({ kind }) => kind === 'sound');
  if (!picture) problems.push('the film has no picture');
  else {
    if (picture.codec !== 'avc1' || picture.profile !== 100) problems.push('the picture is not H.264 High');
    if (picture.width !== width || picture.height !== height) {
      problems.push(`the picture has ${picture.width}×${picture.height} pixels instead of ${width}×${height}`);
    }
    if (picture.samples !== request.expectedFrames) {
      problems.push(`the film has ${picture.samples} frames instead of ${request.expectedFrames}`);
    }
    const pace = picture.samples / picture.seconds;
    if (!picture.even || Math.abs(pace - framesPerSecond) > 0.01) {
      problems.push(`the picture runs at ${pace.toFixed(2)} frames a second instead of an even ${framesPerSecond}`);
    }
  }
  if (!sound) problems.push('the film has no sound');
  else {
    if (sound.codec !== 'mp4a' || sound.rate !== 48_000) problems.push('the sound is not AAC at 48 kHz');
    const apart = sound.seconds - request.expectedFrames / framesPerSecond;
    if (Math.abs(apart) > 1 / framesPerSecond) {
      problems.push(`the sound is ${Math.abs(apart).toFixed(2)} s ${apart > 0 ? 'longer' : 'shorter'} than the scenes`);
    }
  }
  if (!indexFirst) problems.push('the index stands at the end of the file: it cannot be played while it loads');
  if (editLists) problems.push('the file has edit lists, which YouTube advises against');
  return problems;
}

function soundProblems({ integratedLufs, truePeakDbtp }: Loudness, hasSound: boolean): string[] {
  if (!hasSound) return [];
  if (integratedLufs === Number.NEGATIVE_INFINITY) return ['the film is silent'];
  const problems: string[] = [];
  if (integratedLufs < loudnessRange.from || integratedLufs > loudnessRange.to) {
    problems.push(`the loudness is ${integratedLufs.toFixed(1)} LUFS instead of −14 ± 1`);
  }
  if (truePeakDbtp > truePeakLimit) {
    problems.push(`the true peak is ${truePeakDbtp.toFixed(1)} dBTP, above ${truePeakLimit}`);
  }
  return problems;
}

function stretchProblems(what: string, stretches: Stretch[], atLeast: number): string[] {
  return stretches
    .filter(({ seconds }) => seconds >= atLeast)
    .map(({ start, seconds }) => `${what} for ${seconds.toFixed(1)} s from ${start.toFixed(1)} s`);
}

function cueProblems(cues: Cue[], durationSeconds: number): string[] {
  const problems: string[] = [];
  const tolerance = 0.5 / framesPerSecond;
  for (const [index, { start, end, lines }] of cues.entries()) {
    const name = `caption ${index + 1} ('${lines.join(' ')}')`;
    if (end <= start) problems.push(`${name} has no length`);
    if (start < 0 || end > durationSeconds + tolerance) problems.push(`${name} lies outside the film`);
    if (start < (cues[index - 1]?.end ?? 0) - tolerance) problems.push(`${name} begins before the one before it ends`);
  }
  return problems;
}
