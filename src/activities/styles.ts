import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Brief } from '../contracts/brief.ts';
import { Failure } from '../contracts/failures.ts';
import { type Style, styleSchema } from '../contracts/style.ts';
import { styleNamed } from '../contracts/style-names.ts';
import { isKnownFont, knownFonts } from '../engines/text/fonts.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import { checkShape } from './check-shape.ts';

/** Reads the style a brief asks for: one of the folder's by its name, or a stored file. */
export type ReadStyle = (brief: Pick<Brief, 'style' | 'format'>) => Promise<Style>;

/** @throws Failure `InvalidInput` naming the styles there are, or what is wrong with the file */
export function createStyleReader(folder: string, artifacts: ArtifactStore): ReadStyle {
  return async ({ style, format }) => {
    if (typeof style !== 'string') return checkStyle(await artifacts.readJson(style), 'style');
    const name = styleNamed(style, format);
    const text = await readFile(join(folder, `${name}.json`), 'utf8').catch(async (cause: unknown) => {
      const names = await listStyles(folder);
      throw new Failure('InvalidInput', `there is no style '${name}'; there are: ${names.join(', ') || 'none'}`, {
        cause,
      });
    });
    return parseStyle(text, `styles/${name}.json`);
  };
}

/** Names of the styles in a folder, in alphabetical order. */
export async function listStyles(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/**
 * @param what names the file in the message
 * @throws Failure `InvalidInput` with the place and the reason
 */
export function parseStyle(text: string, what: string): Style {
  try {
    return checkStyle(JSON.parse(text), what);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new Failure('InvalidInput', `${what} is not JSON (${cause.message}): correct it`, { cause });
  }
}

function checkStyle(value: unknown, what: string): Style {
  const style = checkShape(styleSchema, value, what, 'InvalidInput');
  for (const [where, { font }] of Object.entries({ captions: style.captions, words: style.words })) {
    if (isKnownFont(font)) continue;
    throw new Failure(
      'InvalidInput',
      `${what}: ${where}.font is '${font}', which is not installed: put it into the fonts folder, or name one of ${knownFonts().join(', ')}`,
    );
  }
  return style;
}
