import { type FileHandle, open } from 'node:fs/promises';

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
}

export interface Mp4Facts {
  /** The index stands before the media: playing can begin at once. */
  indexFirst: boolean;
  editLists: boolean;
  tracks: TrackFacts[];
}

interface Box {
  name: string;
  body: Buffer;
}

// An index is about 3 MB an hour; one far larger is not an index.
const largestIndex = 256 * 1024 * 1024;

/** Reads an MP4's index (ISO/IEC 14496-12) without touching the media. Throws when there is no whole one. */
export async function readMp4Facts(path: string): Promise<Mp4Facts> {
  const file = await open(path);
  try {
    const { moov, indexFirst } = await findIndex(file);
    const traks = childrenOf(moov).filter(({ name }) => name === 'trak');
    if (traks.length === 0) throw new Error('its index names no tracks');
    const editLists = traks.some(({ body }) => find(body, 'edts', 'elst') !== undefined);
    return { indexFirst, editLists, tracks: traks.map(({ body }) => trackFacts(body)) };
  } finally {
    await file.close();
  }
}

async function findIndex(file: FileHandle): Promise<{ moov: Buffer; indexFirst: boolean }> {
  const { size } = await file.stat();
  const header = Buffer.alloc(16);
  let mediaSeen = false;
  let moov: Buffer | undefined;
  let indexFirst = false;
  for (let at = 0; at + 8 <= size; ) {
    await file.read(header, 0, 16, at);
    const short = header.readUInt32BE(0);
    const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? size - at : short;
    const name = header.toString('latin1', 4, 8);
    if (length < 8 || at + length > size) throw new Error(`it ends within its part '${name}'`);
    if (name === 'mdat') mediaSeen = true;
    if (name === 'moov') {
      if (length > largestIndex) throw new Error('its index is too large to be one');
      moov = Buffer.alloc(length - 8);
      await file.read(moov, 0, moov.length, at + 8);
      indexFirst = !mediaSeen;
    }
    at += length;
  }
  if (!moov) throw new Error('it has no index');
  return { moov, indexFirst };
}

function childrenOf(body: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= body.length; ) {
    const length = body.readUInt32BE(at);
    if (length < 8 || at + length > body.length) break;
    boxes.push({ name: body.toString('latin1', at + 4, at + 8), body: body.subarray(at + 8, at + length) });
    at += length;
  }
  return boxes;
}

function find(body: Buffer, ...path: string[]): Buffer | undefined {
  let found: Buffer | undefined = body;
  for (const name of path) found = found && childrenOf(found).find((box) => box.name === name)?.body;
  return found;
}

function need(body: Buffer, ...path: string[]): Buffer {
  const found = find(body, ...path);
  if (!found) throw new Error(`its index lacks ${path.join('/')}`);
  return found;
}

const kinds: Record<string, TrackFacts['kind']> = { vide: 'picture', soun: 'sound' };

function trackFacts(trak: Buffer): TrackFacts {
  const kind = kinds[need(trak, 'mdia', 'hdlr').toString('latin1', 8, 12)] ?? 'other';
  const header = need(trak, 'mdia', 'mdhd');
  const timescale = header[0] === 1 ? header.readUInt32BE(20) : header.readUInt32BE(12);
  const table = need(trak, 'mdia', 'minf', 'stbl');
  const entry = need(table, 'stsd').subarray(8);
  const isPicture = kind === 'picture' && entry.length >= 86;
  // A picture's entry: 8 bytes of box header and 78 of fields, then boxes, avcC among them.
  const configuration = isPicture ? find(entry.subarray(86), 'avcC') : undefined;

  const times = need(table, 'stts');
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
  };
}
