import { type Format, framesPerSecond } from '../../contracts/formats.ts';
import type { WordTiming } from '../../contracts/narration.ts';
import type { OnScreenText } from '../../contracts/timeline.ts';

interface TextsRequest {
  format: Format;
  frames: number;
  words: readonly WordTiming[];
  /** The scene's own words. */
  title?: string;
  /** A chapter that begins with the scene. */
  chapter?: string;
  /** A striking number of the narration, as it is drawn. */
  figure?: string;
}

// A reader takes in about 12 characters a second of large words, after half a second to notice them.
const charactersPerSecond = 12;
const noticeSeconds = 0.9;
const chapterSeconds = 2.6;
// Words come a little before they are heard: the eye is then where the ear arrives.
const aheadSeconds = 0.2;
const shortestSeconds = 1;

/**
 * What is drawn large over a scene, and when: a chapter's name as it begins (long films), the scene's own words or a number
 * when they are spoken. One at a time; what would be seen for less than a second is left out.
 */
export function planTexts({ format, frames, words, title, chapter, figure }: TextsRequest): OnScreenText[] {
  const texts: OnScreenText[] = [];
  const add = (role: OnScreenText['role'], text: string, seconds: number, fromSeconds: number) => {
    const earliest = texts.at(-1)?.to ?? 0;
    const from = Math.max(earliest, Math.round(fromSeconds * framesPerSecond));
    const to = Math.min(frames, from + Math.round(seconds * framesPerSecond));
    const least = Math.min(frames, shortestSeconds * framesPerSecond);
    if (to - from >= least) texts.push({ role, text, from, to });
  };
  if (chapter && format === 'long') add('chapter', chapter, chapterSeconds, 0.2);
  const text = title?.trim() || figure?.trim();
  if (!text) return texts;
  const seconds = noticeSeconds + Math.max(1.2, [...text].length / charactersPerSecond);
  const role = title?.trim() && !isNumber(text) ? 'title' : 'callout';
  add(role, text, seconds, Math.max(0, spokenAt(words, text) - aheadSeconds));
  return texts;
}

const isNumber = (text: string) => /^[^\p{L}]*\p{N}[\p{N}\p{P}\p{Z}\p{S}]*(?:\p{L}{1,3})?$/u.test(text);

/** When the first telling word of a text is spoken, in seconds; 0 when it is not spoken at all. */
function spokenAt(words: readonly WordTiming[], text: string): number {
  const bare = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const wanted = text.split(/\s+/).map(bare);
  // Little words stand everywhere: the first longer one, or one with a digit, tells the place.
  const telling = wanted.find((word) => /\p{N}/u.test(word)) ?? wanted.find((word) => word.length > 3) ?? wanted[0];
  if (!telling) return 0;
  return words.find((word) => bare(word.text).startsWith(telling))?.start ?? 0;
}
