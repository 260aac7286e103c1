/** With more of them over title and description together, YouTube ignores them all. */
export const mostHashtags = 15;

// A sign before a letter, a figure or an emoji, and not within a word; what an address has after its page is none. The
// second sign is that of Chinese and Japanese keyboards, which counts as well.
const hashtag =
  /https?:\/\/\S+|(?<![\p{L}\p{M}\p{N}_&/=?#＃])[#＃]+(?=[\p{L}\p{N}_\p{Extended_Pictographic}])[\p{L}\p{M}\p{N}_\p{Extended_Pictographic}\u200d]+/gu;
const sign = /^[#＃]+/;

/** The hashtags of a text as YouTube finds them, in order. */
export function findHashtags(text: string): string[] {
  return [...text.matchAll(hashtag)].map(([found]) => found).filter((found) => sign.test(found));
}

interface Texts {
  title: string;
  description: string;
}

/**
 * At most 15 hashtags in both texts together: those beyond lose their sign and stay as words. The film's `own` keep theirs,
 * where they stand last in the description; then the others in the order they are read.
 */
export function limitHashtags(texts: Texts, own: readonly string[]): Texts {
  const inTitle = findHashtags(texts.title).length;
  const all = [...findHashtags(texts.title), ...findHashtags(texts.description)].map((tag) => tag.toLowerCase());
  if (all.length <= mostHashtags) return texts;
  const kept = new Set(own.map((tag) => all.lastIndexOf(tag.toLowerCase())).filter((at) => at >= inTitle));
  for (const at of all.keys()) if (kept.size < mostHashtags) kept.add(at);
  let next = 0;
  const limited = (text: string) =>
    text.replace(hashtag, (found) => {
      if (!sign.test(found) || kept.has(next++)) return found;
      return found.replace(sign, '');
    });
  // In this order: they are counted on.
  const title = limited(texts.title);
  return { title, description: limited(texts.description) };
}
