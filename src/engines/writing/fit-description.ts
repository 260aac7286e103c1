import { type DescriptionPart, paragraphsOf } from './description-parts.ts';
import { cutBytes } from './phrases.ts';
import { isBlank, shownText } from './shown-text.ts';

// What is kept first where there isn't room for all: what licences and the platform's rules ask for, then what is short.
const ranks: Record<DescriptionPart, number> = { disclosure: 0, credits: 1, hashtags: 2, chapters: 3, text: 4 };

/**
 * A description of at most `most` bytes of UTF-8, as a platform takes it. What is cut is the text, after a whole word; how
 * the film was made, credits, hashtags and chapters stay, wherever they stand, as long as there is room for them.
 */
export function fitDescription(description: string, most: number): string {
  const shown = shownText(description);
  if (isBlank(shown)) return '';
  if (Buffer.byteLength(shown) <= most) return shown;
  const paragraphs = paragraphsOf(shown).map((paragraph, at) => ({ ...paragraph, at }));
  const kept: string[] = [];
  let room = most;
  for (const { text, at, part } of paragraphs.sort((a, b) => ranks[a.part] - ranks[b.part] || a.at - b.at)) {
    const cut = cutBytes(text, Math.max(0, room));
    // Chapters without their last lines would be other chapters.
    if (cut === '' || (part === 'chapters' && cut !== text)) continue;
    kept[at] = cut;
    room -= Buffer.byteLength(cut) + 2;
    // What comes after a paragraph that stops short would be read as its end.
    if (part === 'text' && cut !== text) break;
  }
  return kept.filter(Boolean).join('\n\n');
}
