import { Failure } from '../../../contracts/failures.ts';
import { runFfmpeg } from '../ffmpeg.ts';
import { readIndex } from '../mp4-boxes.ts';
import { swapsSides } from './headers/exif.ts';
import { type FileWindow, UnusableFile, withFileWindow } from './headers/file-window.ts';
import type { StillFormat } from './headers/header.ts';
import { findStillFormat, readStillHeader } from './headers/still-header.ts';
import { listPackets, type Packet } from './list-packets.ts';

export interface MediaFacts {
  kind: 'still' | 'clip' | 'sound' | 'unknown';
  /** As shown: turned upright, with square pixels. 0 without a picture. */
  width: number;
  height: number;
  /** Of the picture where there is one, else of the sound. 0 for stills. */
  durationSeconds: number;
  /** The mean. 0 for stills and sound. */
  framesPerSecond: number;
  /** Its frames last unequally long. */
  variable: boolean;
  /** Seconds the longest of its frames lasts. */
  longestFrame: number;
  interlaced: boolean;
  /** Width of a stored pixel by its height; `width` allows for it. */
  pixelShape: number;
  /** FFmpeg's name of the pixels, `yuv420p`; empty where nothing was decoded. */
  pixelFormat: string;
  /** FFmpeg's names of the colours; `unknown` where the file is silent. */
  matrix: string;
  transfer: string;
  hasPicture: boolean;
  hasSound: boolean;
  animated: boolean;
  /** Why it cannot be used, as the end of a sentence that begins with the file: `is cut off`. */
  problem?: string;
}

const nothing: MediaFacts = {
  kind: 'unknown',
  width: 0,
  height: 0,
  durationSeconds: 0,
  framesPerSecond: 0,
  variable: false,
  longestFrame: 0,
  interlaced: false,
  pixelShape: 1,
  pixelFormat: '',
  matrix: 'unknown',
  transfer: 'unknown',
  hasPicture: false,
  hasSound: false,
  animated: false,
};

/** Whether a clip's light has to be brought down to an ordinary screen's. */
export function isHdr({ transfer }: Pick<MediaFacts, 'transfer'>): boolean {
  return transfer === 'smpte2084' || transfer === 'arib-std-b67';
}

/**
 * What a file is and whether it can be used: stills by their header, everything else by FFmpeg. Whatever is in the file is
 * answered, in `problem` where it is no good; throws `ArtifactMissing` when it is not there, and what running FFmpeg throws.
 */
export async function probeMedia(ffmpeg: string, path: string, signal: AbortSignal): Promise<MediaFacts> {
  let still: MediaFacts | undefined;
  try {
    still = await withFileWindow(path, probeStill);
  } catch (cause) {
    throw new Failure('ArtifactMissing', `the file ${path} cannot be read: correct its path, or make it again`, {
      cause,
    });
  }
  return still ?? probeStreams(ffmpeg, path, signal);
}

async function probeStill(file: FileWindow): Promise<MediaFacts | undefined> {
  if (file.size === 0) return { ...nothing, problem: 'is empty' };
  const format = await findStillFormat(file);
  if (!format) return undefined;
  const facts: MediaFacts = { ...nothing, kind: 'still', hasPicture: true };
  if (format === 'HEIC') return { ...facts, problem: 'is in HEIC, which is not read' };
  return { ...facts, ...(await readStillFacts(file, format)) };
}

async function readStillFacts(file: FileWindow, format: Exclude<StillFormat, 'HEIC'>): Promise<Partial<MediaFacts>> {
  try {
    const { width, height, orientation, animated, hdrTransfer = 'unknown' } = await readStillHeader(file, format);
    const shown = swapsSides(orientation) ? { width: height, height: width } : { width, height };
    return { ...shown, animated, transfer: hdrTransfer };
  } catch (error) {
    if (error instanceof UnusableFile) return { problem: error.message };
    throw error;
  }
}

// Files of media only: a list of other files, which may lie anywhere, is none.
const containers = [
  ...[
    'mov',
    'mp4',
    'matroska',
    'webm',
    'avi',
    'mpegts',
    'mpeg',
    'mpegvideo',
    'flv',
    'asf',
    'ogg',
    'mxf',
    'dv',
    'h264',
    'hevc',
  ],
  ...['ivf', 'yuv4mpegpipe', 'mp3', 'wav', 'flac', 'aac', 'aiff', 'ac3', 'caf', 'w64'],
].join(',');

/** How a clip is opened: as a file of the kinds above, whatever its name looks like. */
export function openMedia(path: string): string[] {
  return ['-format_whitelist', containers, '-protocol_whitelist', 'file', '-i', `file:${path}`];
}

// 8192×4320: a decoder keeps several frames.
const mostPixels = 8192 * 4320;

// Of a longer one, the rest is believed.
const longestListed = 600;

async function probeStreams(ffmpeg: string, path: string, signal: AbortSignal): Promise<MediaFacts> {
  const task = `looking at ${path}`;
  const listing = await listPackets(ffmpeg, openMedia(path), { mostSeconds: longestListed, signal, task }).catch(
    (error: unknown) => (isRefusal(error) ? { refused: error.message } : Promise.reject(error as Error)),
  );
  const cut = await findCut(path);
  if ('refused' in listing) return { ...nothing, problem: cut ?? 'is no picture, clip or sound that FFmpeg knows' };
  const { packets, report } = listing;
  const input = report.slice(0, report.search(/^(Output #0|Stream mapping:)/m));
  const hasSound = /^ +Stream #0:\S+: Audio:/m.test(input);
  const named = namedSeconds(input);
  if (!/^ +Stream #0:\S+: Video:(?!.*\(attached pic\))/m.test(input)) {
    return hasSound
      ? { ...nothing, kind: 'sound', hasSound, durationSeconds: named ?? 0, ...problem(cut ?? endsEarly(report)) }
      : { ...nothing, problem: cut ?? 'has neither picture nor sound' };
  }
  const facts: MediaFacts = { ...nothing, kind: 'clip', hasPicture: true, hasSound, ...measure(packets, named) };
  if (cut ?? endsEarly(report)) return { ...facts, ...problem('is cut off') };
  if (packets.length === 0) return { ...facts, problem: 'has no frames' };
  const [, width, height] = /^ +Stream #0:\S+: Video:.*?, (\d+)x(\d+)[ ,]/m.exec(input) ?? [];
  if (Number(width) * Number(height) > mostPixels) {
    return { ...facts, ...problem(`has ${width}×${height} pixels, more than 8K`) };
  }
  return { ...facts, ...(await lookAtFrame(ffmpeg, path, signal)) };
}

const problem = (text: string | undefined) => (text ? { problem: text } : {});

/** FFmpeg ended by itself because of what is in the file; not killed, not missing, not cancelled. */
function isRefusal(error: unknown): error is Failure {
  return error instanceof Failure && error.type === 'ToolFailed' && error.message.includes('ended with code');
}

/** MP4 and its kin say how long their parts are. */
async function findCut(path: string): Promise<string | undefined> {
  const isMp4 = await withFileWindow(path, async (file) => {
    const name = file.size >= 8 ? (await file.read(4, 4)).toString('latin1') : '';
    return ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(name);
  });
  if (!isMp4) return undefined;
  try {
    await readIndex(path);
    return undefined;
  } catch (error) {
    return /part '(mdat|moov|moof)'|no index/.test(String(error)) ? 'is cut off' : undefined;
  }
}

/** In FFmpeg's words for the other containers. */
function endsEarly(report: string): string | undefined {
  return /File ended prematurely|partial file|Truncat(ed|ing) (packet|file)|Packet corrupt/i.test(report)
    ? 'is cut off'
    : undefined;
}

function namedSeconds(report: string): number | undefined {
  const [, hours, minutes, seconds] = /^ +Duration: (\d+):(\d+):([\d.]+)/m.exec(report) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

// Times are rounded to a millisecond in some containers; less than a tenth is no variation.
const evenness = 0.1;

function measure(packets: Packet[], named = 0): Partial<MediaFacts> {
  const [first, last] = [packets[0], packets.at(-1)];
  if (!first || !last) return {};
  const steps = packets.slice(1).map(({ time }, index) => time - (packets[index]?.time ?? 0));
  const span = last.time - first.time;
  const mean = steps.length > 0 ? span / steps.length : last.seconds;
  const listed = span + (last.seconds || mean);
  const [shortest, longest] = steps.reduce(
    ([low, high], step) => [Math.min(low, step), Math.max(high, step)],
    [mean, mean],
  );
  return {
    durationSeconds: listed >= longestListed - 1 ? Math.max(listed, named) : listed,
    framesPerSecond: mean > 0 ? 1 / mean : 0,
    longestFrame: Math.max(longest, last.seconds),
    variable: longest - shortest > Math.max(0.0025, evenness * mean),
  };
}

/** Decodes the first frame: what it says is so, whatever the container claims. */
async function lookAtFrame(ffmpeg: string, path: string, signal: AbortSignal): Promise<Partial<MediaFacts>> {
  const args = ['-v', 'info', '-threads', '1', ...openMedia(path), '-map', '0:V:0', '-frames:v', '1'];
  const shown = await runFfmpeg(ffmpeg, [...args, '-vf', 'showinfo', '-f', 'null', '-'], {
    signal,
    task: `looking at the first frame of ${path}`,
  }).catch((error: unknown) => (isRefusal(error) ? undefined : Promise.reject(error as Error)));
  const said = shown?.stderr.match(/showinfo.*\bfmt:(\S+) .*?\bsar:(\d+)\/(\d+) s:(\d+)x(\d+) i:(\S)/);
  if (!shown || !said) return { problem: 'cannot be decoded: it is damaged, or FFmpeg lacks its codec' };
  const [, pixelFormat = '', across, down, width, height, order] = said;
  const colour = (name: string) => new RegExp(`\\bcolor_${name}:(\\S+)`).exec(shown.stderr)?.[1] ?? 'unknown';
  const pixelShape = Number(across) && Number(down) ? Number(across) / Number(down) : 1;
  return {
    width: Math.round(Number(width) * pixelShape),
    height: Number(height),
    pixelShape,
    pixelFormat,
    matrix: colour('space'),
    transfer: colour('trc'),
    interlaced: order !== 'P',
  };
}
