import { z } from 'zod';

/** A stored file, named by its content. Files travel through Temporal only as these. */
export const artifactRefSchema = z.object({
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
  mediaType: z.string().min(3),
});

export type ArtifactRef = z.infer<typeof artifactRefSchema>;
