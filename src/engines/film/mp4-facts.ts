import { childrenOf, findBox, needBox, readIndex } from './mp4-boxes.ts';

interface TrackFacts {
  kind: 'picture' | 'sound' | 'other';
  /** Four characters: `avc1`, `mp4a`. */
  codec: string;
  /** H.264 profile number, 100 for High; 0 for other codecs. */
  profile: number;
  width: number;
  height: number;
  samples: number;
  seconds: number;
  /** All samples last equally long, but perhaps the last. */
  even: boolean;
  /** Sound: samples a second. */
  rate: number;
  /** Picture: the frames that can be decoded by themselves, counted from 0. */
  keyFrames: number[];
}

export interface Mp4Facts {
  /** The index stands before the media: playing can begin at once. */
  indexFirst: boolean;
  editLists: boolean;
  tracks: TrackFacts[];
}

/** Reads an MP4's index (ISO/IEC 14496-12) without touching the media. Throws when there is no whole one. */
export async function readMp4Facts(path: string): Promise<Mp4Facts> {
  const { moov, first } = await readIndex(path);
  const traks = tracksOf(moov);
  if (traks.length === 0) throw new Error('its index names no tracks');
  const editLists = traks.some((trak) => findBox(trak, 'edts', 'elst') !== undefined);
  return { indexFirst: first, editLists, tracks: traks.map(trackFacts) };
}

/**
 * The H.264 parameters of the picture (`avcC`, ISO/IEC 14496-15): files in which they are equal may be joined by stream
 * copy. Throws when the file has none.
 */
export async function readParameterSets(path: string): Promise<Buffer> {
  const { moov } = await readIndex(path);
  const picture = tracksOf(moov).find((trak) => kindOf(trak) === 'picture');
  const sets = picture && findBox(pictureParts(sampleEntry(picture)), 'avcC');
  if (!sets) throw new Error('it has no H.264 picture');
  return sets;
}

function tracksOf(moov: Buffer): Buffer[] {
  return childrenOf(moov).flatMap(({ name, body }) => (name === 'trak' ? body : []));
}

const kinds: Record<string, TrackFacts['kind']> = { vide: 'picture', soun: 'sound' };

function kindOf(trak: Buffer): TrackFacts['kind'] {
  return kinds[needBox(trak, 'mdia', 'hdlr').toString('latin1', 8, 12)] ?? 'other';
}

function sampleEntry(trak: Buffer): Buffer {
  return needBox(trak, 'mdia', 'minf', 'stbl', 'stsd').subarray(8);
}

/** A picture's entry: 8 bytes of box header and 78 of fields, then boxes. */
function pictureParts(entry: Buffer): Buffer {
  return entry.subarray(86);
}

function trackFacts(trak: Buffer): TrackFacts {
  const kind = kindOf(trak);
  const header = needBox(trak, 'mdia', 'mdhd');
  const timescale = header[0] === 1 ? header.readUInt32BE(20) : header.readUInt32BE(12);
  const entry = sampleEntry(trak);
  const isPicture = kind === 'picture' && entry.length >= 86;
  const configuration = isPicture ? findBox(pictureParts(entry), 'avcC') : undefined;

  const times = needBox(trak, 'mdia', 'minf', 'stbl', 'stts');
  let samples = 0;
  let ticks = 0;
  const runs: { count: number; length: number }[] = [];
  for (let run = 0; run < times.readUInt32BE(4); run++) {
    const count = times.readUInt32BE(8 + run * 8);
    const length = times.readUInt32BE(12 + run * 8);
    samples += count;
    ticks += count * length;
    runs.push({ count, length });
  }
  return {
    kind,
    codec: entry.toString('latin1', 4, 8),
    profile: configuration?.[1] ?? 0,
    width: isPicture ? entry.readUInt16BE(32) : 0,
    height: isPicture ? entry.readUInt16BE(34) : 0,
    rate: kind === 'sound' && entry.length >= 36 ? entry.readUInt32BE(32) / 65_536 : 0,
    samples,
    seconds: ticks / timescale,
    even: runs.length === 1 || (runs.length === 2 && runs[1]?.count === 1),
    keyFrames: kind === 'picture' ? listKeyFrames(trak, samples) : [],
  };
}

/** A table that is missing means that all are. */
function listKeyFrames(trak: Buffer, samples: number): number[] {
  const table = findBox(trak, 'mdia', 'minf', 'stbl', 'stss');
  if (!table) return Array.from({ length: samples }, (_, frame) => frame);
  return Array.from({ length: table.readUInt32BE(4) }, (_, entry) => table.readUInt32BE(8 + entry * 4) - 1);
}
