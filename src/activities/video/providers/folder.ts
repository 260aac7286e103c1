import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Failure } from '../../../contracts/failures.ts';
import type { Language } from '../../../contracts/languages.ts';
import { stem } from '../../../engines/pictures/subjects/stem.ts';
import { wordsOf } from '../../../engines/pictures/subjects/words.ts';
import { keyNouns } from '../../../engines/writing/phrases.ts';
import type { FoundPicture, PictureSource, WantedPicture } from '../stock/source.ts';

const clips = /\.(?:mp4|mov|m4v|mkv|webm|avi)$/i;
const stills = /\.(?:jpe?g|png|webp|avif|gif|bmp|tiff?)$/i;

// A person's whole collection may lie there; reading on would only take time.
const mostFiles = 20_000;
const deepest = 8;

/** The person's own pictures and clips, chosen by what they and their folders are called. */
export function createMediaFolder(folder: string): PictureSource {
  return {
    name: 'folder',
    title: 'FACELESS_MEDIA',

    async *candidates(wanted) {
      for (const path of bestFirst(await listFiles(folder), wanted)) {
        yield {
          id: `folder/${path}`.slice(0, 500),
          kind: clips.test(path) ? 'clip' : 'still',
          width: 0,
          height: 0,
          place: path,
        } satisfies FoundPicture;
      }
    },

    fileOf: ({ place }) => Promise.resolve(join(folder, place)),
  };
}

/** Paths below the folder, with `/` between their parts, in the order of their names. Hidden ones and links are left out. */
async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  async function list(place: string, depth: number): Promise<void> {
    const entries = await readdir(place, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(place, entry.name);
      if (found.length >= mostFiles || entry.name.startsWith('.')) continue;
      if (entry.isDirectory() && depth < deepest) await list(path, depth + 1);
      else if (entry.isFile() && (clips.test(entry.name) || stills.test(entry.name))) {
        found.push(relative(folder, path).split(sep).join('/'));
      }
    }
  }
  await list(folder, 0).catch((cause: unknown) => {
    throw new Failure('InvalidInput', `the folder ${folder} can't be read: correct FACELESS_MEDIA`, { cause });
  });
  return found;
}

// A file's own name says more than its folder's, and the scene's first noun more than its last.
const ofFile = 2;
const ofFolder = 1;

function bestFirst(paths: readonly string[], { request }: WantedPicture): string[] {
  const { keywords, idea, language } = request;
  const terms = [...keywords, ...keyNouns(idea, language, 6)].map((term) => stems(term, language));
  const scored = paths.map((path) => {
    const cut = path.lastIndexOf('/') + 1;
    const file = new Set(stems(path.slice(cut).replace(/\.\w+$/, ''), language));
    const folders = new Set(stems(path.slice(0, cut), language));
    const score = terms.reduce((sum, words, place) => {
      const matching = words.reduce(
        (all, word) => all + (file.has(word) ? ofFile : folders.has(word) ? ofFolder : 0),
        0,
      );
      return sum + matching / Math.max(1, words.length) / (1 + place / 4);
    }, 0);
    return { path, score };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

/** Files are named in the film's language or in English. `coralReef_02` has the words of `coral reef`. */
function stems(text: string, language: Language): string[] {
  const parted = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_\d]+/g, ' ');
  return wordsOf(parted, language).map((word) => stem(word, language));
}
