import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface TestTools {
  ffmpeg: string;
  temporal: string;
  temporalTestServer: string;
  models: string;
  music: string;
  fonts: string;
}

/** The real tools the set-up fetched. `npm test` runs the set-up first, so a missing one is an error, not a skip. */
export function testTools(): TestTools {
  const root = process.env.FACELESS_TOOLS ?? resolve(import.meta.dirname, '../../.faceless');
  const tools = {
    ffmpeg: join(root, 'bin/ffmpeg'),
    temporal: join(root, 'bin/temporal'),
    temporalTestServer: join(root, 'bin/temporal-test-server'),
    models: join(root, 'models'),
    music: join(root, 'music'),
    fonts: join(root, 'fonts'),
  };
  for (const path of Object.values(tools)) {
    if (!existsSync(path)) throw new Error(`${path} is missing: run \`./faceless setup\``);
  }
  return tools;
}
