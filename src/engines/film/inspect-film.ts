import { Failure } from '../../contracts/failures.ts';
import { type Format, framesPerSecond } from '../../contracts/formats.ts';
import type { Language } from '../../contracts/languages.ts';
import type { Cue, QualityReport } from '../../contracts/timeline.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { containerProblems } from './inspection/container-problems.ts';
import { cueProblems, cueWarnings } from './inspection/cue-problems.ts';
import { lookAtPicture, type Seen } from './inspection/look-at-picture.ts';
import { type FrameRange, outside, type Stretch, stretchProblems, totalSeconds } from './inspection/stretch.ts';
import { type Mp4Facts, readMp4Facts } from './mp4-facts.ts';
import { type Loudness, loudnessMeter, readLoudness } from './sound/loudness.ts';

export interface InspectRequest {
  file: string;
  format: Format;
  language: Language;
  /** Frames of all parts, so of the sound too. */
  expectedFrames: number;
  /** Seconds from the film's start. */
  cues: Cue[];
  /** Where nothing need be heard: cards. In order. */
  quiet?: FrameRange[];
  /** Where the picture may stand still: cards that do not move, clips in which nothing does. In order. */
  still?: FrameRange[];
}

// What a viewer takes for a fault, in seconds. Shorter stretches are counted in the report, but are no problem.
const faultSeconds = { black: 1, frozen: 1, silent: 3 };
const countedSeconds = { silent: 1.5 };
const noticedSeconds = { plain: 2 };

// −14 LUFS ± 0.5 and −1 dBTP: beyond, the platforms turn the film down or distort it. The meter tells tenths.
const targetLufs = -14;
const loudnessTolerance = 0.55;
const truePeakLimit = -1;

/** Reads the finished film back. `problems` says in sentences why it should not be published; none, and it may. */
export async function inspectFilm(
  ffmpeg: string,
  request: InspectRequest,
  { signal }: { signal?: AbortSignal },
): Promise<QualityReport> {
  const { file, format, language, expectedFrames, cues, quiet = [], still = [] } = request;
  const report: QualityReport = {
    durationSeconds: 0,
    narrationSeconds: expectedFrames / framesPerSecond,
    frames: 0,
    loudnessLufs: -70,
    truePeakDbtp: -70,
    blackSeconds: 0,
    frozenSeconds: 0,
    silentSeconds: 0,
    problems: [],
    warnings: cueWarnings(cues, language),
  };
  let facts: Mp4Facts;
  try {
    facts = await readMp4Facts(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...report, problems: [`the film is not a whole MP4 file: ${reason}`] };
  }
  const durationSeconds = Math.max(0, ...facts.tracks.map(({ seconds }) => seconds));
  const [seen, heard] = await Promise.all([
    see(ffmpeg, request, facts, signal),
    listen(ffmpeg, file, facts, durationSeconds, signal),
  ]);
  return {
    ...report,
    durationSeconds,
    frames: pictureOf(facts)?.samples ?? 0,
    // JSON has no −∞.
    loudnessLufs: Math.max(-70, heard.loudness.integratedLufs),
    truePeakDbtp: Math.max(-70, heard.loudness.truePeakDbtp),
    blackSeconds: totalSeconds(seen.black),
    frozenSeconds: totalSeconds(seen.frozen),
    silentSeconds: totalSeconds(heard.silent),
    problems: [
      ...containerProblems(facts, { format, expectedFrames }),
      ...seen.problems,
      ...heard.problems,
      ...stretchProblems('the picture is black', seen.black, faultSeconds.black),
      ...stretchProblems('the picture stands still', within(seen.frozen, still), faultSeconds.frozen),
      ...stretchProblems('there is no sound', within(heard.silent, quiet), faultSeconds.silent),
      ...cueProblems(cues, durationSeconds),
    ],
    warnings: [
      ...report.warnings,
      ...stretchProblems('there is nothing to make out in the picture', seen.plain, noticedSeconds.plain),
    ],
  };
}

const within = (stretches: Stretch[], allowed: FrameRange[]) => outside(stretches, allowed, framesPerSecond);

const pictureOf = ({ tracks }: Mp4Facts) => tracks.find(({ kind }) => kind === 'picture');

async function see(
  ffmpeg: string,
  { file, format }: InspectRequest,
  facts: Mp4Facts,
  signal: AbortSignal | undefined,
): Promise<Seen & { problems: string[] }> {
  const nothing = { black: [], frozen: [], plain: [], problems: [] };
  const picture = pictureOf(facts);
  if (!picture) return nothing;
  const { keyFrames, samples: frames } = picture;
  try {
    return { ...(await lookAtPicture(ffmpeg, file, { format, keyFrames, frames, signal })), problems: [] };
  } catch (error) {
    if (!(error instanceof Failure) || error.type !== 'InvalidInput') throw error;
    return { ...nothing, problems: [error.message] };
  }
}

interface Heard {
  loudness: Loudness;
  silent: Stretch[];
  problems: string[];
}

async function listen(
  ffmpeg: string,
  file: string,
  facts: Mp4Facts,
  durationSeconds: number,
  signal: AbortSignal | undefined,
): Promise<Heard> {
  if (!facts.tracks.some(({ kind }) => kind === 'sound')) {
    const silence = { integratedLufs: Number.NEGATIVE_INFINITY, truePeakDbtp: Number.NEGATIVE_INFINITY };
    return { loudness: silence, silent: [], problems: [] };
  }
  const chain = `silencedetect=n=-50dB:d=${countedSeconds.silent},${loudnessMeter}`;
  const { stderr } = await runFfmpeg(
    ffmpeg,
    ['-v', 'info', '-i', `file:${file}`, '-map', '0:a:0', '-af', chain, '-f', 'null', '-'],
    { signal, task: `listening to the film ${file}` },
  );
  const loudness = readLoudness(stderr);
  return { loudness, silent: readSilence(stderr, durationSeconds), problems: loudnessProblems(loudness) };
}

/** `silence_start: 1` … `silence_end: 3`. One that reaches the end of the film may lack its end. */
function readSilence(stderr: string, filmSeconds: number): Stretch[] {
  const found: Stretch[] = [];
  for (const [, edge, time] of stderr.matchAll(/silence_(start|end):\s*(-?[\d.]+)/g)) {
    const seconds = Math.max(0, Number(time));
    if (edge === 'start') found.push({ start: seconds, seconds: Math.max(0, filmSeconds - seconds) });
    const last = found.at(-1);
    if (edge === 'end' && last) last.seconds = seconds - last.start;
  }
  return found;
}

function loudnessProblems({ integratedLufs, truePeakDbtp }: Loudness): string[] {
  if (integratedLufs === Number.NEGATIVE_INFINITY) return ['the film is silent'];
  const problems: string[] = [];
  if (Math.abs(integratedLufs - targetLufs) > loudnessTolerance) {
    problems.push(`the loudness is ${integratedLufs.toFixed(1)} LUFS instead of −14 ± 0.5`);
  }
  if (truePeakDbtp > truePeakLimit) {
    problems.push(`the true peak is ${truePeakDbtp.toFixed(1)} dBTP, above ${truePeakLimit}`);
  }
  return problems;
}
