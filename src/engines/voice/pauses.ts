/** Milliseconds of silence: after a comma, after a sentence, after the last word. */
export interface Pauses {
  comma: number;
  sentence: number;
  tail: number;
}

// A semicolon and a dash part more than a comma does; three dots let the listener wait.
const commas: Readonly<Record<string, number>> = { ';': 1.6, ':': 1.6, '—': 1.4, '…': 2, '?': 1.6, '!': 1.6 };

/** After a mark inside a sentence. */
export function pauseAfterMark(mark: string, { comma }: Pick<Pauses, 'comma'>): number {
  return Math.round(comma * (commas[mark] ?? 1));
}

/** After a sentence that ends in `mark`. */
export function pauseAfterSentence(mark: string, endsParagraph: boolean, { sentence }: Pauses): number {
  return Math.round(sentence * (endsParagraph ? 1.7 : mark === '…' ? 1.4 : 1));
}
