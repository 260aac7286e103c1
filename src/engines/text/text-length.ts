const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const wide =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Regional_Indicator}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f)/u;
const ascii = /^[\x20-\x7e]*$/;
const invisible = /^[\p{Cc}\p{Cf}\p{M}\u200b]+$/u;

/** What a reader takes for one character each: letters with their marks, emoji with all that joins them. */
export function splitGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Characters as a reader counts them; wide ones (Chinese, Japanese, Korean, emoji) count as two, invisible ones not. */
export function textLength(text: string): number {
  if (ascii.test(text)) return text.length;
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (!invisible.test(segment)) length += wide.test(segment) ? 2 : 1;
  }
  return length;
}
