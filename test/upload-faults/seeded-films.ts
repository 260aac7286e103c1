import { createCipheriv, createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import { briefSchema } from '../../src/contracts/brief.ts';
import type { Metadata } from '../../src/contracts/metadata.ts';
import type { PublishFilmInput } from '../../src/contracts/stages.ts';
import type { ArtifactStore } from '../../src/infra/artifacts/artifact-store.ts';
import { chanceOf } from './chance-of.ts';

/** A film of the campaign, with all that its upload is started with. */
export interface SeededFilm {
  input: PublishFilmInput;
  /** No other film has it. */
  title: string;
  description: string;
}

const blockBytes = 262_144;
const pieceBytes = 1 << 20;
const srt = '1\n00:00:00,000 --> 00:00:02,000\nThree hearts.\n';

/** Films that follow from a seed alone: no two have a byte in common but by chance, and none is a whole number of blocks. */
export function createSeededFilms(artifacts: ArtifactStore, seed: number, leastBytes: number) {
  const shared = storeShared(artifacts);

  return async function makeFilm(index: number): Promise<SeededFilm> {
    const name = `${seed}/film ${index}`;
    const bytes = leastBytes + Math.floor((chanceOf(`${name}/length`) * leastBytes) / 5);
    const length = bytes % blockBytes === 0 ? bytes + 1 : bytes;
    const title = `Film ${index} of seed ${seed}`;
    const description = `What happens to film ${index}.\n\n#faults`;
    const [{ captions, image }, video, metadata] = await Promise.all([
      shared,
      artifacts.putStream(noise(name, length), 'video/mp4'),
      artifacts.putJson(metadataOf(title, description)),
    ]);
    const files: Record<string, ArtifactRef> = {
      ...{ 'video.mp4': video, 'captions.srt': captions, 'thumbnail-a.jpg': image, 'metadata.json': metadata },
    };
    const pipelineId = `upload-faults-${seed}-${String(index).padStart(4, '0')}`;
    const brief = briefSchema.parse({ topic: title, providers: { upload: ['youtube'] } });
    const thumbnails = [{ id: 'a', image, text: 'WHY?', design: 'plain' }];
    return { input: { pipelineId, brief, take: 0, files, video, metadata, thumbnails }, title, description };
  };
}

async function storeShared(artifacts: ArtifactStore) {
  const [captions, image] = await Promise.all([
    artifacts.putBytes(Buffer.from(srt), 'application/x-subrip'),
    artifacts.putBytes(createCanvas(1280, 720).toBuffer('image/jpeg'), 'image/jpeg'),
  ]);
  return { captions, image };
}

function metadataOf(title: string, description: string): Metadata {
  return {
    ...{ title, description, tags: ['octopus'], hashtags: ['#faults'], chapters: [], language: 'en', categoryId: '27' },
    ...{ credits: [], containsSyntheticMedia: true, selfDeclaredMadeForKids: false },
  };
}

/** The key stream of a cipher: as fast as a disk, and nothing of it repeats. */
async function* noise(name: string, length: number): AsyncGenerator<Buffer> {
  const cipher = createCipheriv(
    'aes-128-ctr',
    createHash('sha256').update(name).digest().subarray(0, 16),
    Buffer.alloc(16),
  );
  const zeros = Buffer.alloc(pieceBytes);
  for (let at = 0; at < length; at += pieceBytes)
    yield cipher.update(zeros.subarray(0, Math.min(pieceBytes, length - at)));
}
