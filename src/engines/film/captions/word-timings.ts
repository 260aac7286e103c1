import type { WordTiming } from '../../../contracts/narration.ts';

// Shorter than a frame, longer than the millisecond that caption files count in.
const shortestSeconds = 0.02;

/**
 * Timings that captions can be made of: starts strictly ascending, no word of zero length, none reaching into the next,
 * white space folded. Aligners and voices now and then give several words one time, or a word no length.
 */
export function repairTimings(words: readonly WordTiming[]): WordTiming[] {
  const spoken = words
    .map((word) => ({ ...word, text: word.text.replace(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '');
  const end = spoken.reduce((latest, word) => Math.max(latest, word.end), 0);
  const starts: number[] = [];
  for (const [index, { start }] of spoken.entries()) {
    // Room is left for the words that follow, so that the last one still ends where the sound does.
    const latest = end - (spoken.length - index) * shortestSeconds;
    const earliest = index === 0 ? 0 : (starts[index - 1] as number) + shortestSeconds;
    starts.push(Math.max(earliest, Math.min(start, latest)));
  }
  return spoken.map((word, index) => {
    const start = starts[index] as number;
    const next = starts[index + 1] ?? Number.POSITIVE_INFINITY;
    return { ...word, start, end: Math.min(next, Math.max(word.end, start + shortestSeconds)) };
  });
}
