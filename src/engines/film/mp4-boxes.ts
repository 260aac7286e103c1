import { type FileHandle, open } from 'node:fs/promises';

/** A part of an ISO base media file (ISO/IEC 14496-12): four characters of name, and what is in it. */
interface Box {
  name: string;
  body: Buffer;
}

/** Where a part at the top of a file lies. */
interface BoxPlace {
  name: string;
  /** Of its body. */
  at: number;
  length: number;
}

/** The parts of a file, in order. Throws when the last one is not whole. */
async function listBoxes(file: FileHandle): Promise<BoxPlace[]> {
  const { size } = await file.stat();
  const header = Buffer.alloc(16);
  const places: BoxPlace[] = [];
  for (let at = 0; at + 8 <= size; ) {
    await file.read(header, 0, 16, at);
    const short = header.readUInt32BE(0);
    const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? size - at : short;
    const name = header.toString('latin1', 4, 8);
    const begin = short === 1 ? 16 : 8;
    if (length < begin || at + length > size) throw new Error(`it ends within its part '${name}'`);
    places.push({ name, at: at + begin, length: length - begin });
    at += length;
  }
  return places;
}

// An index is about 3 MB an hour; one far larger is not an index.
const largestIndex = 256 * 1024 * 1024;

/** The body of a part that is read whole. */
async function readBox(file: FileHandle, { at, length }: BoxPlace): Promise<Buffer> {
  if (length > largestIndex) throw new Error('its index is too large to be one');
  const body = Buffer.alloc(length);
  await file.read(body, 0, length, at);
  return body;
}

/** The index of an MP4, without touching the media; `first` when it stands before them. */
export async function readIndex(path: string): Promise<{ moov: Buffer; first: boolean }> {
  const file = await open(path);
  try {
    const places = await listBoxes(file);
    const index = places.findIndex(({ name }) => name === 'moov');
    const place = places[index];
    if (!place) throw new Error('it has no index');
    return { moov: await readBox(file, place), first: !places.slice(0, index).some(({ name }) => name === 'mdat') };
  } finally {
    await file.close();
  }
}

/** The parts within a part. */
export function childrenOf(body: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= body.length; ) {
    const length = body.readUInt32BE(at);
    if (length < 8 || at + length > body.length) break;
    boxes.push({ name: body.toString('latin1', at + 4, at + 8), body: body.subarray(at + 8, at + length) });
    at += length;
  }
  return boxes;
}

export function findBox(body: Buffer, ...path: string[]): Buffer | undefined {
  let found: Buffer | undefined = body;
  for (const name of path) found = found && childrenOf(found).find((box) => box.name === name)?.body;
  return found;
}

export function needBox(body: Buffer, ...path: string[]): Buffer {
  const found = findBox(body, ...path);
  if (!found) throw new Error(`its index lacks ${path.join('/')}`);
  return found;
}
