import { framesPerSecond } from '../../../contracts/formats.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { WordTiming } from '../../../contracts/narration.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import { captionText, spanOf, twoLines } from './cues.ts';
import { splitPhrases, textLength } from './phrases.ts';
import { repairTimings } from './word-timings.ts';

// Netflix: two frames between subtitles; 20 characters a second are read in English, 17 in the other languages.
const gapSeconds = 2 / framesPerSecond;
const charactersPerSecond = (language: Language) => (language === 'en' ? 20 : 17);

/**
 * The cues of the caption files: two lines of 42 characters. Where the pauses of the voice leave room, a cue stays until
 * it can be read, at least 5/6 s and at most 7 s, and two frames are left before the next.
 */
export function buildSubtitles(words: WordTiming[], options: { language: Language }): Cue[] {
  const { language } = options;
  const phrases = splitPhrases(repairTimings(words), language, twoLines);
  return phrases.map((phrase, index) => {
    const { start, end: spoken } = spanOf(phrase);
    const text = captionText(phrase, language, twoLines);
    const reading = textLength(text.lines.join(' ')) / charactersPerSecond(language);
    const wanted = Math.max(spoken, start + Math.min(twoLines.maxSeconds, Math.max(twoLines.minSeconds, reading)));
    const next = phrases[index + 1]?.[0]?.start;
    // The film may end with the last word: nothing is added after it.
    const end = next === undefined ? spoken : Math.min(wanted, Math.max(next - gapSeconds, (start + next) / 2));
    return { start, end, ...text };
  });
}

// U+2060, the word joiner, is not seen; put inside a control sequence, it makes ordinary text of it.
const wordJoiner = '\u2060';

/** SubRip. It has no escapes, so what players take for mark-up is broken by an invisible character. */
export function formatSrt(cues: Cue[]): string {
  const inert = (line: string) =>
    fold(line)
      .replace(/-->/g, `--${wordJoiner}>`)
      .replace(/<(?=[a-z/!])/gi, `<${wordJoiner}`)
      .replace(/\{(?=\\)/g, `{${wordJoiner}`)
      .replace(/&(?=#?\w+;)/g, `&${wordJoiner}`);
  return cues
    .map((cue, index) => {
      const times = `${clock(cue.start, ',')} --> ${clock(cue.end, ',')}`;
      return `${index + 1}\n${times}\n${cue.lines.map(inert).join('\n')}\n`;
    })
    .join('\n');
}

/** WebVTT. `>` is escaped too, so that no line can hold an arrow. */
export function formatVtt(cues: Cue[]): string {
  const inert = (line: string) =>
    fold(line)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/\{(?=\\)/g, `{${wordJoiner}`);
  const blocks = cues.map(
    (cue) => `${clock(cue.start, '.')} --> ${clock(cue.end, '.')}\n${cue.lines.map(inert).join('\n')}\n`,
  );
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

// An empty line would end the cue.
function fold(line: string): string {
  return line.replace(/[\s\p{Cc}]+/gu, ' ').trim() || wordJoiner;
}

function clock(seconds: number, point: ',' | '.'): string {
  const milliseconds = Math.max(0, Math.round(seconds * 1000));
  const part = (value: number, digits = 2) => String(Math.floor(value)).padStart(digits, '0');
  const time = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60].map((value) =>
    part(value),
  );
  return `${time.join(':')}${point}${part(milliseconds % 1000, 3)}`;
}
