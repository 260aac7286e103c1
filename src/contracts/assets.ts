import { z } from 'zod';
import { type ArtifactRef, artifactRefSchema } from './artifact.ts';

/** What a file of one's own is for: music under a film, a picture or a clip in it or on it, a voice. */
export const assetKinds = ['music', 'picture', 'clip', 'narration'] as const;

export type AssetKind = (typeof assetKinds)[number];

export const assetIdPattern = /^asset-[a-z0-9]{12,40}$/;

/** What was found in a file; a number that has no meaning for its kind is left out. */
export const fileFactsSchema = z.object({
  /** In pixels, as shown. */
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  durationSeconds: z.number().nonnegative().optional(),
  framesPerSecond: z.number().nonnegative().optional(),
  hasSound: z.boolean().optional(),
  /** A picture that moves: films show its first frame. */
  animated: z.boolean().optional(),
});

export type FileFacts = z.infer<typeof fileFactsSchema>;

/** A file of one's own, checked and kept for films to come. */
export const assetSchema = z.object({
  assetId: z.string().regex(assetIdPattern),
  kind: z.enum(assetKinds),
  name: z.string().describe('The name of the file it came as'),
  mediaType: artifactRefSchema.shape.mediaType.describe('Found in its first bytes'),
  bytes: artifactRefSchema.shape.bytes,
  facts: fileFactsSchema,
  createdAt: z.iso.datetime(),
});

/** An asset as it is kept: with whom it belongs to, and its file. */
export interface Asset {
  assetId: string;
  owner: string;
  kind: AssetKind;
  name: string;
  file: ArtifactRef;
  facts: FileFacts;
  createdAt: string;
}

/** Input of the activity `releaseFiles`: as whom the files were used, an asset's or an upload's id. */
export interface ReleaseFilesInput {
  user: string;
}

/** Input of the activity `probeFile`. `video`: a finished film of one's own, to be published as it is. */
export interface ProbeFileInput {
  file: ArtifactRef;
  kind: AssetKind | 'video';
  /** The file's name, for messages. */
  name: string;
}
