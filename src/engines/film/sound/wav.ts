import { open } from 'node:fs/promises';
import { Failure } from '../../../contracts/failures.ts';

/** Samples of a WAV file, mono, 48 kHz, 16 bit. Throws `ArtifactCorrupt` when it is anything else. */
export async function countNarrationSamples(path: string): Promise<number> {
  const file = await open(path).catch((error: unknown) => {
    throw new Failure('ArtifactMissing', `the narration ${path} cannot be read: narrate the scene again`, {
      cause: error,
    });
  });
  try {
    // What stands before the sound itself fits in this many bytes, whoever wrote the file.
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const { size } = await file.stat();
    const riff = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE';
    let format: string | undefined;
    for (let at = 12; riff && at + 8 <= bytesRead; ) {
      const name = head.toString('latin1', at, at + 4);
      const length = head.readUInt32LE(at + 4);
      const body = at + 8;
      if (name === 'fmt ' && body + 16 <= bytesRead) {
        format = `${head.readUInt16LE(body + 2)} ${head.readUInt32LE(body + 4)} ${head.readUInt16LE(body + 14)}`;
      }
      if (name === 'data' && format === '1 48000 16' && body + length <= size) return length / 2;
      at = body + length + (length % 2);
    }
  } finally {
    await file.close();
  }
  throw new Failure(
    'ArtifactCorrupt',
    `${path} is not a whole WAV file, mono, 48 kHz, 16 bit: narrate the scene again`,
  );
}
