import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Brief } from '../../contracts/brief.ts';
import type { formats } from '../../contracts/formats.ts';
import { styleNamed } from '../../contracts/style-names.ts';
import type { ArtifactStore } from '../artifacts/artifact-store.ts';

const seconds = z.number().positive();
const shotsSchema = z.object({
  shots: z.object({ short: seconds, square: seconds, long: seconds } satisfies Record<keyof typeof formats, unknown>),
});

// Where the style can't be read: the run itself will say so.
const usual = 4;

/** Mean length of a shot in seconds, by the style a brief asks for. */
export async function readShotSeconds(
  { style, format }: Brief,
  { stylesFolder, artifacts }: { stylesFolder: string; artifacts: Pick<ArtifactStore, 'readJson'> },
): Promise<number> {
  try {
    const data: unknown =
      typeof style === 'string'
        ? JSON.parse(await readFile(join(stylesFolder, `${styleNamed(style, format)}.json`), 'utf8'))
        : await artifacts.readJson(style);
    return shotsSchema.parse(data).shots[format];
  } catch {
    return usual;
  }
}
