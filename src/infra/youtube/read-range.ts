import { type FileHandle, open } from 'node:fs/promises';
import { Failure } from '../../contracts/failures.ts';

// More at a time is no faster.
const pieceBytes = 512 * 1024;

/**
 * The bytes of a file from `from` up to `end`, which is not read, piece by piece; the next is read while one is being sent.
 *
 * Two buffers take turns: a piece holds what it held until the one after it is asked for. A stream with new buffers took twice
 * the processor time, much of it for collecting them.
 * @throws Failure `ArtifactCorrupt` when the file ends too early or can't be read
 */
export async function* readRange(path: string, from: number, end: number): AsyncGenerator<Uint8Array, void> {
  const file = await open(path).catch((error: unknown) => Promise.reject(unreadable(path, error)));
  const size = Math.min(pieceBytes, end - from);
  let [buffer, other] = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  let reading = readPiece(file, buffer, from, end);
  try {
    for (let at = from; at < end; ) {
      const piece = await reading;
      if (piece.length === 0) throw new Error(`it ends at byte ${at}`);
      at += piece.length;
      [buffer, other] = [other, buffer];
      reading = readPiece(file, buffer, at, end);
      // Whoever stops here doesn't ask for it.
      reading.catch(() => undefined);
      yield piece;
    }
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await reading.catch(() => undefined);
    await file.close();
  }
}

async function readPiece(file: FileHandle, buffer: Buffer, at: number, end: number): Promise<Uint8Array> {
  const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at);
  return buffer.subarray(0, bytesRead);
}

function unreadable(path: string, cause: unknown): Failure {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new Failure('ArtifactCorrupt', `the film ${path} can't be read to its end: ${said}`, { cause });
}
