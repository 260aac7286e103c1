import type { Chapter } from '../../contracts/metadata.ts';
import type { Scene } from '../../contracts/script.ts';
import { cutCharacters } from './phrases.ts';
import { isBlank, shownLine } from './shown-text.ts';

const shortestSeconds = 10;
const fewest = 3;
const longestTitle = 80;

/**
 * The chapters YouTube shows: the first at 0:00, at least three, ascending, each at least ten seconds long. A chapter that
 * is too short goes into the one before it; with fewer than three left there are none.
 *
 * @param sceneSeconds length of each scene, in order
 * @param opening title of the first chapter when the first scene has none
 */
export function chaptersOf(scenes: readonly Scene[], sceneSeconds: readonly number[], opening: string): Chapter[] {
  const chapters: Chapter[] = [];
  let start = 0;
  for (const [index, { chapter }] of scenes.entries()) {
    const title = index === 0 && isBlank(chapter ?? '') ? opening : chapter;
    // Whole seconds: that is how a description writes them, and what the rule is checked on.
    if (title) chapters.push({ startSeconds: Math.floor(start), title });
    start += sceneSeconds[index] ?? 0;
  }
  return shownChapters(chapters, Math.floor(start));
}

/**
 * Those of given chapters that keep to these rules, with titles of at most 80 characters.
 *
 * @param endSeconds length of the film, where it is known
 */
export function shownChapters(chapters: readonly Chapter[], endSeconds = Number.POSITIVE_INFINITY): Chapter[] {
  const kept: Chapter[] = [];
  for (const { startSeconds, title } of chapters) {
    const shown = cutCharacters(shownLine(title), longestTitle);
    const start = Math.floor(startSeconds);
    const least = kept.length === 0 ? 0 : Math.floor(kept.at(-1)?.startSeconds ?? 0) + shortestSeconds;
    if (!isBlank(shown) && start >= least && endSeconds - start >= shortestSeconds) {
      kept.push({ startSeconds, title: shown });
    }
  }
  const isWhole = kept.length >= fewest && Math.floor(kept[0]?.startSeconds ?? 0) === 0;
  return isWhole ? kept : [];
}

/** `75` → `1:15`, `3700` → `1:01:40`. */
export function timestamp(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(Math.floor(seconds) % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
