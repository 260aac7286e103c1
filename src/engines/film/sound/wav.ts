import { type FileHandle, open } from 'node:fs/promises';
import { Failure } from '../../../contracts/failures.ts';

/** A narration that is open. Who opens it closes `file`. */
export interface NarrationFile {
  file: FileHandle;
  /** Where the first sample lies, in bytes. */
  offset: number;
  samples: number;
}

/**
 * Opens a WAV file, mono, 48 kHz, 16 bit.
 * @throws Failure `ArtifactMissing`, `ArtifactCorrupt` when it is anything else
 */
export async function openNarration(path: string): Promise<NarrationFile> {
  const file = await open(path).catch((error: unknown) => {
    throw new Failure('ArtifactMissing', `the narration ${path} cannot be read: narrate the scene again`, {
      cause: error,
    });
  });
  const found = await findSamples(file).catch(() => undefined);
  if (found) return { file, ...found };
  await file.close();
  throw new Failure(
    'ArtifactCorrupt',
    `${path} is not a whole WAV file, mono, 48 kHz, 16 bit: narrate the scene again`,
  );
}

async function findSamples(file: FileHandle): Promise<{ offset: number; samples: number } | undefined> {
  // What stands before the sound itself fits in this many bytes, whoever wrote the file.
  const head = Buffer.alloc(4096);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  const { size } = await file.stat();
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') return undefined;
  let format: string | undefined;
  for (let at = 12; at + 8 <= bytesRead; ) {
    const name = head.toString('latin1', at, at + 4);
    const length = head.readUInt32LE(at + 4);
    const offset = at + 8;
    if (name === 'fmt ' && offset + 16 <= bytesRead) {
      format = `${head.readUInt16LE(offset + 2)} ${head.readUInt32LE(offset + 4)} ${head.readUInt16LE(offset + 14)}`;
    }
    if (name === 'data') {
      return format === '1 48000 16' && offset + length <= size ? { offset, samples: length / 2 } : undefined;
    }
    at = offset + length + (length % 2);
  }
  return undefined;
}
