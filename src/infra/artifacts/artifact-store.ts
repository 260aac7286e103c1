import type { Readable } from 'node:stream';
import type { ArtifactRef } from '../../contracts/artifact.ts';

export type KeepFiles = (sha256s: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Where every file of a pipeline is kept, named by its content: equal bytes have one name, and a name never changes its bytes.
 * All methods reject with a `Failure`; a put rejects with `DiskFull` when there is no space left and leaves nothing behind.
 */
export interface ArtifactStore {
  /** Copies a file into the store, streamed. The source is left as it is and may change afterwards. */
  putFile(path: string, mediaType: string): Promise<ArtifactRef>;

  /** Keeps what is read to its end, as it comes. When reading fails nothing is kept, and the put rejects with that error. */
  putStream(content: AsyncIterable<Uint8Array>, mediaType: string): Promise<ArtifactRef>;

  putBytes(bytes: Uint8Array, mediaType: string): Promise<ArtifactRef>;

  /** Stores a value as canonical JSON, so that equal values have equal names. */
  putJson(value: unknown): Promise<ArtifactRef>;

  /** The verified bytes. Rejects with `ArtifactMissing`, or with `ArtifactCorrupt` after setting the damaged file aside. */
  readBytes(ref: ArtifactRef): Promise<Buffer>;

  /** As `readBytes`, parsed. What it holds is for the caller's schema to check. */
  readJson(ref: ArtifactRef): Promise<unknown>;

  /** The bytes as a stream, verified while they are read: wrong bytes end it with `ArtifactCorrupt` instead of `end`. */
  open(ref: ArtifactRef): Promise<Readable>;

  /**
   * Absolute path of a verified local file with the extension of its media type, for programs that want a path.
   * Read it only: the file is the store's own. Verifying is done once for as long as size and time of the file stay.
   */
  localFile(ref: ArtifactRef): Promise<string>;

  /** Whether the file is there with the right size. Doesn't read it. */
  has(ref: ArtifactRef): Promise<boolean>;

  /**
   * Says that `user`, such as a pipeline, uses these files, whether they are there yet or not: none of them is deleted before
   * the user's `release`. A file found by `has` or put after this was said stays; one seen only before may be on its way out.
   */
  use(user: string, refs: readonly ArtifactRef[]): Promise<void>;

  /**
   * Ends all uses of `user` and deletes those files nobody else uses; answers how many. Files that were there before uses were
   * said at all stay. Killed anywhere and done again it finishes what it began.
   *
   * @param keep tells which of these SHA-256 are needed for another reason; asked before anything is changed
   */
  release(user: string, keep?: KeepFiles): Promise<number>;

  /**
   * What `from` uses is used by `to` instead. Killed anywhere and done again it finishes what it began, and at no moment is
   * one of the files used by neither.
   */
  handOver(from: string, to: string): Promise<void>;

  /** The users that said no new use since that moment. */
  usersUnchangedSince(moment: Date): Promise<string[]>;

  /** The JSON kept under a key of `inputKey`; undefined when there is none or it can't be read as JSON. */
  getResult(key: string): Promise<unknown>;

  /** Keeps small JSON under a key of `inputKey`, replacing what was there in one step. */
  putResult(key: string, value: unknown): Promise<void>;

  /** Resolves when the store can be written to. */
  check(): Promise<void>;
}
