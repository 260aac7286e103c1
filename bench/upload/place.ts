import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import { type ArtifactStore } from '../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { type Child, startChild } from '../measures/child.ts';
import type { UploadOptions } from './options.ts';

/** Where the bench runs: a store of films, and YouTube on loopback. */
export interface Place extends UploadOptions {
  artifactsFolder: string;
  artifacts: ArtifactStore;
  youtube: Child;
  say(message: string): void;
}

export interface Session {
  session: string;
  token: string;
}

/** What a process of ours tells of a film it has sent. */
export interface Sent {
  seconds: number;
  /** Of the reading by which the store makes sure of a file that the process has not seen yet. */
  verifySeconds: number;
  cpuSeconds: number;
  /** In MB. */
  memory: { before: number; quarters: number[]; most: number };
}

/** Runs `work` with a store in the folder and an emulator that ends with it. */
export async function withPlace<T>(
  folder: string,
  options: UploadOptions & Pick<Place, 'say'>,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const artifactsFolder = join(folder, 'artifacts');
  const artifacts = createFolderStore({ folder: artifactsFolder });
  const youtube = await startChild('upload/emulator', {}, process.execArgv);
  try {
    return await work({ ...options, artifactsFolder, artifacts, youtube });
  } finally {
    await youtube.close();
  }
}

/** Runs `work` with a new process of the program's upload, as it runs in a worker. */
export async function withOurs<T>({ youtube, artifactsFolder }: Place, work: (ours: Child) => Promise<T>): Promise<T> {
  const environment = await youtube.ask('environment');
  const ours = await startChild('upload/our-upload', { environment, artifacts: artifactsFolder }, []);
  try {
    return await work(ours);
  } finally {
    await ours.close();
  }
}

/** Bytes like a film's, which nothing can be saved on. */
export async function makeFilm({ artifacts, say }: Place, megabytes: number): Promise<ArtifactRef> {
  say(`making ${megabytes} MB …`);
  const noise = randomBytes(1_000_000);
  async function* blocks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < megabytes; at += 1) {
      const block = Buffer.from(noise);
      block.writeUInt32LE(at);
      yield block;
    }
  }
  return artifacts.putStream(blocks(), 'video/mp4');
}

/** What the emulator got since it was last asked. @returns the CPU seconds it took */
export async function checkReceived({ youtube }: Place, { sha256 }: ArtifactRef): Promise<number> {
  const got = await youtube.ask<{ films: string[]; violations: string[]; cpuSeconds: number }>('received');
  if (got.violations.length > 0) throw new Error(`the emulator objects: ${got.violations.join('; ')}`);
  if (got.films.join() !== sha256) throw new Error(`not this film came, once: ${got.films.join(', ') || 'none'}`);
  return got.cpuSeconds;
}
