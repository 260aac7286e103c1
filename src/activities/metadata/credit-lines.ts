import type { PictureCredit } from '../../contracts/clip.ts';

// What a description has room for, see `writeDescription`: about ten authors with a link each.
const mostBytes = 800;

/**
 * What a description says of pictures' authors: a line each with a link to the picture, as Pexels and Pixabay ask; where there
 * are too many, a line a site with all their names.
 */
export function creditLines(credits: readonly PictureCredit[]): string[] {
  const lines = credits.map(({ what, author, source, url }) => `${what} by ${author} on ${source}: ${url}`);
  if (Buffer.byteLength(lines.join('\n')) <= mostBytes) return lines;
  const sources = [...new Set(credits.map(({ source }) => source))];
  return sources.map((name) => {
    const ofSource = credits.filter(({ source }) => source === name);
    const home = new URL(ofSource[0]?.url ?? '').origin;
    const authors = [...new Set(ofSource.map(({ author }) => author))];
    return `Photos and videos on ${name} (${home}) by ${authors.join(', ')}`;
  });
}
