import { readFileSync } from 'node:fs';
import { type PictureLook, styleSchema } from '../../../src/contracts/style.ts';

export const styleNames = ['vivid', 'documentary', 'paper', 'night'] as const;

/** The pictures' part of a bundled style. */
export function lookOf(style: (typeof styleNames)[number]): PictureLook {
  const file = new URL(`../../../styles/${style}.json`, import.meta.url);
  return styleSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).pictures;
}
