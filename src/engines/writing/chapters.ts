import type { Chapter } from '../../contracts/metadata.ts';
import type { Scene } from '../../contracts/script.ts';
import { cutCharacters } from './phrases.ts';
import { plainLine } from './sentences.ts';

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
    const title = cutCharacters(plainLine(chapter ?? (index === 0 ? opening : '')), longestTitle);
    // Whole seconds: that is how a description writes them, and what the rule is checked on.
    if (title) chapters.push({ startSeconds: Math.floor(start), title });
    start += sceneSeconds[index] ?? 0;
  }
  const end = Math.floor(start);
  const kept: Chapter[] = [];
  for (const chapter of chapters) {
    const previous = kept.at(-1);
    const longEnough = !previous || chapter.startSeconds - previous.startSeconds >= shortestSeconds;
    if (longEnough && end - chapter.startSeconds >= shortestSeconds) kept.push(chapter);
  }
  return kept.length >= fewest ? kept : [];
}

/** `75` → `1:15`, `3700` → `1:01:40`. */
export function timestamp(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(Math.floor(seconds) % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
