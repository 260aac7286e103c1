const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const leftToRight = /\p{L}/u;

/**
 * The words of a line in the order they stand from left to right. The first word with a letter decides the line's
 * direction; a run of words of the other direction keeps its own (the Unicode bidirectional algorithm, for whole words).
 */
export function visualOrder<Word extends { text: string }>(words: Word[]): Word[] {
  const directions = words.map(({ text }) =>
    rightToLeft.test(text) ? 'rtl' : leftToRight.test(text) ? 'ltr' : undefined,
  );
  if (!directions.includes('rtl')) return words;
  const base = directions.find((direction) => direction !== undefined);
  const runs: { direction: 'rtl' | 'ltr'; words: Word[] }[] = [];
  for (const [index, word] of words.entries()) {
    const direction = directions[index] ?? base ?? 'ltr';
    const last = runs.at(-1);
    if (last?.direction === direction) last.words.push(word);
    else runs.push({ direction, words: [word] });
  }
  const inOrder = runs.map((run) => (run.direction === 'rtl' ? run.words.toReversed() : run.words));
  return (base === 'rtl' ? inOrder.toReversed() : inOrder).flat();
}
