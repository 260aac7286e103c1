import { type FileHandle, open } from 'node:fs/promises';

/** Why a file cannot be used, as the end of a sentence that begins with its name: `is cut off`. */
export class UnusableFile extends Error {
  /** What to do about it. */
  readonly advice: string;

  constructor(reason: string, advice: string) {
    super(reason);
    this.name = 'UnusableFile';
    this.advice = advice;
  }
}

export const cutOff = () => new UnusableFile('is cut off', 'fetch or export it again');

/** Bytes of a file where they are asked for, so that a header is read without the rest. */
export interface FileWindow {
  readonly size: number;
  /** Exactly `length` bytes. Throws `UnusableFile` when the file ends before. Valid for good: never overwritten. */
  read(at: number, length: number): Promise<Buffer>;
}

const windowBytes = 65_536;

/** Opens a file, hands a window on it to `look`, and closes it. */
export async function withFileWindow<Result>(
  path: string,
  look: (file: FileWindow) => Promise<Result>,
): Promise<Result> {
  const handle = await open(path);
  try {
    return await look(await openWindow(handle));
  } finally {
    await handle.close();
  }
}

async function openWindow(handle: FileHandle): Promise<FileWindow> {
  const { size } = await handle.stat();
  let window = Buffer.alloc(0);
  let windowAt = 0;
  return {
    size,
    async read(at, length) {
      if (at < 0 || at + length > size) throw cutOff();
      if (at < windowAt || at + length > windowAt + window.length) {
        const next = Buffer.alloc(Math.min(size - at, Math.max(length, windowBytes)));
        const { bytesRead } = await handle.read(next, 0, next.length, at);
        window = next.subarray(0, bytesRead);
        windowAt = at;
        if (bytesRead < length) throw cutOff();
      }
      return window.subarray(at - windowAt, at - windowAt + length);
    },
  };
}
