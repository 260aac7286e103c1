import type { Language } from '../../contracts/languages.ts';
import type { Chapter, Disclosure } from '../../contracts/metadata.ts';
import type { Script } from '../../contracts/script.ts';
import { timestamp } from './chapters.ts';
import { colon, headingOf } from './description-parts.ts';
import { disclosed } from './disclosure.ts';
import { fitDescription } from './fit-description.ts';
import { capitalized, cutBytes, keyNouns } from './phrases.ts';
import { splitSentences } from './sentences.ts';
import { shownLine } from './shown-text.ts';

/** YouTube's limit, in bytes of UTF-8. */
export const mostDescriptionBytes = 5000;

// What a search result shows.
const leadCharacters = 100;
const summaryCharacters = 400;
// So that a long list of chapters leaves room for the text, the credits and the hashtags.
const mostChapterBytes = 2800;
const mostCreditBytes = 1000;
const mostLeadBytes = 900;

export interface DescriptionRequest {
  script: Script;
  primary: string;
  chapters: readonly Chapter[];
  credits: readonly string[];
  hashtags: readonly string[];
  disclosure: Disclosure;
  /** What is said of the film, a paragraph a line; left out, it is made of the script's own sentences. */
  text?: string;
}

/**
 * The description, at most 5,000 bytes, without `<` and `>`: the keyword within the first 100 characters, with the given text,
 * or the title and how the script begins and goes on; then chapters, credits, and the hashtags last. `chapters` are those of
 * the given ones that it lists.
 */
export function writeDescription(request: DescriptionRequest): { description: string; chapters: Chapter[] } {
  const { script, primary, credits, hashtags } = request;
  const { language } = script;
  const chapters = chaptersWithRoom(request.chapters);
  const lines = chapters.map(({ startSeconds, title }) => `${timestamp(startSeconds)} ${title}`);
  const { lead, rest } =
    request.text === undefined ? ownText(script, primary) : givenText(request.text, script, primary);
  const named = cutBytes(
    [headingOf('credits', language), ...credits.map(shownLine).filter(Boolean)].join('\n'),
    mostCreditBytes,
  );
  const tail = [
    ...(lines.length > 0 ? [`${headingOf('chapters', language)}\n${lines.join('\n')}`] : []),
    ...(credits.length > 0 ? [named] : []),
    disclosed(request.disclosure, language),
    hashtags.join(' '),
  ].filter(Boolean);
  const whole = [lead, rest, ...tail].filter(Boolean).join('\n\n');
  return { description: fitDescription(whole, mostDescriptionBytes), chapters };
}

function chaptersWithRoom(chapters: readonly Chapter[]): Chapter[] {
  const fitting: Chapter[] = [];
  let sum = 0;
  for (const chapter of chapters) {
    sum += Buffer.byteLength(`${timestamp(chapter.startSeconds)} ${chapter.title}\n`);
    if (sum > mostChapterBytes) break;
    fitting.push(chapter);
  }
  return fitting;
}

interface OpeningText {
  lead: string;
  rest: string;
}

/** The title and as the script goes on, up to about 100 characters; then as it goes on from there. */
function ownText({ title, scenes, language }: Script, primary: string): OpeningText {
  const bare = (text: string) => text.replace(/[\s.]+$/, '');
  const named = bare(shownLine(title));
  const sentences = scenes
    .flatMap(({ narration }) => splitSentences(shownLine(narration), language))
    .filter((sentence) => bare(sentence) !== named && !sentence.endsWith('…'));
  const start = withKeyword(shownLine(title), primary, language);
  const lead = extend(/[.!?…]$/.test(start) ? start : `${start}.`, sentences, leadCharacters);
  return { lead, rest: summaryOf(lead, sentences) };
}

function givenText(text: string, { title, language }: Script, primary: string): OpeningText {
  const [first = shownLine(title), ...paragraphs] = text.split(/\n+/).map(shownLine).filter(Boolean);
  const lead = cutBytes(withKeyword(first, primary, language), mostLeadBytes);
  return { lead, rest: paragraphs.join('\n\n') };
}

/** With the keyword in front when what a search result shows has none of its words. */
function withKeyword(text: string, primary: string, language: Language): string {
  const nouns = keyNouns(primary, language, 8);
  const seen = text.slice(0, leadCharacters).toLowerCase();
  const carried = nouns.length === 0 || nouns.some((noun) => seen.includes(noun.toLowerCase()));
  return carried ? text : `${capitalized(shownLine(primary), language)}${colon(language)} ${text}`;
}

function summaryOf(lead: string, sentences: readonly string[]): string {
  return extend(
    '',
    sentences.filter((sentence) => !lead.includes(sentence)),
    summaryCharacters,
  );
}

/** As many whole sentences as stay within the length; the first one in any case when there is nothing yet. */
function extend(start: string, sentences: readonly string[], most: number): string {
  let text = start;
  for (const sentence of sentences) {
    if (text && text.length + sentence.length >= most) break;
    text = `${text} ${sentence}`.trim();
  }
  return text;
}
