import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: the sources run from `src`, the build from `dist`, both below it. */
export const projectRoot = findUp(import.meta.dirname);

function findUp(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json was not found above the program');
  return findUp(parent);
}
