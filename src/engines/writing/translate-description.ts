import type { Language } from '../../contracts/languages.ts';
import { headingOf, paragraphsOf } from './description-parts.ts';
import { disclosed, readDisclosure } from './disclosure.ts';
import { shownText } from './shown-text.ts';

/** A line that a translator gets, or the words of one. */
export interface DescriptionLine {
  kind: 'text' | 'chapter';
  text: string;
}

// `0:42 Blue blood`
const chapterLine = /^(\d+(?::\d\d){1,2})\s+(\S.*)$/;
// An address or hashtags and nothing else.
const sameEverywhere = /^(?:(?:https?:\/\/|[#＃])\S+\s*)+$/u;

/** The lines of a description that are words, in order: its text, and the titles of its chapters without their times. */
export function linesToTranslate(description: string): DescriptionLine[] {
  const lines: DescriptionLine[] = [];
  rewrite(description, undefined, (line) => {
    lines.push(line);
    return line.text;
  });
  return lines;
}

/**
 * The description with `translated`, one for each of `linesToTranslate`, in their places. Headings and the note on how the
 * film was made are ours in that language; times, credits, addresses and hashtags stay as they are.
 */
export function withTranslatedLines(description: string, translated: readonly string[], language: Language): string {
  const left = [...translated];
  return rewrite(description, language, ({ text }) => left.shift() ?? text);
}

/** @param language of the headings; left out, they stay */
function rewrite(
  description: string,
  language: Language | undefined,
  write: (line: DescriptionLine) => string,
): string {
  const headed = (part: 'chapters' | 'credits', text: string, lineOf: (line: string) => string) => {
    const [heading = '', ...lines] = text.split('\n');
    return [language ? headingOf(part, language) : heading, ...lines.map(lineOf)].join('\n');
  };
  const chapter = (line: string) => {
    const [, time, title] = chapterLine.exec(line) ?? [];
    return title === undefined ? line : `${time} ${write({ kind: 'chapter', text: title })}`;
  };
  const words = (line: string) =>
    sameEverywhere.test(line) || !/\p{L}/u.test(line) ? line : write({ kind: 'text', text: line });
  const paragraphs = paragraphsOf(shownText(description)).map(({ text, part }) => {
    if (part === 'chapters') return headed(part, text, chapter);
    if (part === 'credits') return headed(part, text, (line) => line);
    if (part === 'disclosure') return language ? disclosed(readDisclosure(text), language) : text;
    return part === 'hashtags' ? text : text.split('\n').map(words).join('\n');
  });
  return paragraphs.join('\n\n');
}
