import { join } from 'node:path';
import { type Format, formats } from '../../src/contracts/formats.ts';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { type Golden, goldenName } from './draw-golden.ts';
import { goldenLanguages } from './scripts.ts';

const styles = ['vivid', 'documentary', 'paper', 'night'] as const;

/** Every style in every format and language; which scene is shown changes from one to the next. */
export const allGoldens: Golden[] = styles.flatMap((style, styleIndex) =>
  (Object.keys(formats) as Format[]).flatMap((format, formatIndex) =>
    goldenLanguages.map((language, languageIndex) => ({
      style,
      format,
      language,
      sceneIndex: (styleIndex + formatIndex + languageIndex) % 3,
    })),
  ),
);

/** Where the picture a golden is compared with is kept. */
export const goldenFile = (golden: Golden) => join(projectRoot, 'test/goldens/images', `${goldenName(golden)}.webp`);
