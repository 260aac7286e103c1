import { framesPerSecond } from '../../../contracts/formats.ts';
import type { Language } from '../../../contracts/languages.ts';
import { joinWords, type WordTiming } from '../../../contracts/narration.ts';
import type { Cue } from '../../../contracts/timeline.ts';
import { spanOf } from './cues.ts';
import { twoLines } from './phrase-shapes.ts';
import { splitPhrases } from './phrases.ts';
import { readingSeconds } from './reading-speed.ts';
import { repairTimings } from './word-timings.ts';

// Netflix: two frames between subtitles.
const gapSeconds = 2 / framesPerSecond;

/**
 * The cues of the caption files: two lines of 42 characters. Where the pauses of the voice leave room, a cue stays until
 * it can be read, at least 5/6 s and at most 7 s, and two frames are left before the next.
 */
export function buildSubtitles(words: readonly WordTiming[], { language }: { language: Language }): Cue[] {
  const shape = twoLines(language);
  const phrases = splitPhrases(repairTimings(words), language, shape);
  return phrases.map((lines, index) => {
    const { start, spoken, length } = spanOf(lines);
    const reading = Math.max(shape.minSeconds, readingSeconds(length, language));
    const wanted = Math.max(spoken, start + Math.min(shape.maxSeconds, reading));
    const following = phrases[index + 1];
    // The film may end with the last word: nothing is added after it.
    if (!following) return { start, end: spoken, lines };
    const next = spanOf(following).start;
    return { start, end: Math.min(wanted, Math.max(next - gapSeconds, (start + next) / 2)), lines };
  });
}

// U+2060, the word joiner, is not seen; put inside a control sequence, it makes ordinary text of it.
const wordJoiner = '\u2060';

/** SubRip. It has no escapes, so what players take for mark-up is broken by an invisible character. */
export function formatSrt(cues: readonly Cue[]): string {
  const inert = (line: string) =>
    withoutAss(line)
      .replace(/-->/g, `--${wordJoiner}>`)
      .replace(/<(?=[a-z/!])/gi, `<${wordJoiner}`)
      .replace(/&(?=#?\w+;)/g, `&${wordJoiner}`)
      // By itself on a line it could be the number of the next cue.
      .replace(/^(?=\d+$)/, wordJoiner);
  return cues
    .map((cue, index) => {
      const times = `${clock(cue.start, ',')} --> ${clock(cue.end, ',')}`;
      return `${index + 1}\n${times}\n${textOf(cue, inert)}\n`;
    })
    .join('\n');
}

/** WebVTT. `>` is escaped too, so that no line can hold an arrow. */
export function formatVtt(cues: readonly Cue[]): string {
  const inert = (line: string) => withoutAss(line).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const blocks = cues.map((cue) => `${clock(cue.start, '.')} --> ${clock(cue.end, '.')}\n${textOf(cue, inert)}\n`);
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

function textOf({ lines }: Cue, inert: (line: string) => string): string {
  return lines.map((line) => inert(fold(joinWords(line)))).join('\n');
}

/** One line without controls or overrides of direction, which could turn the player's own text round; never empty, as an empty line would end the cue. */
function fold(line: string): string {
  return (
    line
      .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim() || wordJoiner
  );
}

/** Players that know ASS take `{\…}`, `\N` and `\h` for commands in other formats as well. */
function withoutAss(line: string): string {
  return line.replace(/\{(?=\\)/g, `{${wordJoiner}`).replace(/\\(?=[Nnh])/g, `\\${wordJoiner}`);
}

function clock(seconds: number, point: ',' | '.'): string {
  const milliseconds = Math.max(0, Math.round(seconds * 1000));
  const part = (value: number, digits = 2) => String(Math.floor(value)).padStart(digits, '0');
  const time = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60].map((value) =>
    part(value),
  );
  return `${time.join(':')}${point}${part(milliseconds % 1000, 3)}`;
}
