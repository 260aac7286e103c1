import type { Language } from '../../contracts/languages.ts';
import type { Chapter, Disclosure } from '../../contracts/metadata.ts';
import type { Script } from '../../contracts/script.ts';
import { timestamp } from './chapters.ts';
import { disclosed } from './disclosure.ts';
import { capitalized, cutCharacters, keyNouns } from './phrases.ts';
import { plainLine, splitSentences } from './sentences.ts';

/** YouTube's limit, in bytes of UTF-8. */
export const mostDescriptionBytes = 5000;

// What a search result shows.
const leadCharacters = 100;
const summaryCharacters = 400;
// So that a long list of chapters leaves room for the text, the credits and the hashtags.
const mostChapterBytes = 2800;
const mostCreditBytes = 1000;
const mostLeadBytes = 900;

const headings: Record<Language, { chapters: string; credits: string }> = {
  en: { chapters: 'Chapters', credits: 'Credits' },
  fr: { chapters: 'Chapitres', credits: 'Crédits' },
  es: { chapters: 'Capítulos', credits: 'Créditos' },
  it: { chapters: 'Capitoli', credits: 'Crediti' },
  pt: { chapters: 'Capítulos', credits: 'Créditos' },
  de: { chapters: 'Kapitel', credits: 'Quellen' },
  ar: { chapters: 'الفصول', credits: 'المصادر' },
  he: { chapters: 'פרקים', credits: 'קרדיטים' },
  hi: { chapters: 'अध्याय', credits: 'श्रेय' },
  th: { chapters: 'บท', credits: 'เครดิต' },
  zh: { chapters: '章节', credits: '来源' },
  ja: { chapters: 'チャプター', credits: 'クレジット' },
  ko: { chapters: '챕터', credits: '출처' },
};

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
  const words = headings[language];
  const chapters = fitChapters(request.chapters);
  const lines = chapters.map(({ startSeconds, title }) => `${timestamp(startSeconds)} ${title}`);
  const { lead, rest } =
    request.text === undefined ? ownText(script, primary) : givenText(request.text, script, primary);
  const named = cutBytes(
    [`${words.credits}${colon(language)}`, ...credits.map(plainLine).filter(Boolean)].join('\n'),
    mostCreditBytes,
  );
  const tail = [
    ...(lines.length > 0 ? [`${words.chapters}${colon(language)}\n${lines.join('\n')}`] : []),
    ...(credits.length > 0 ? [named] : []),
    disclosed(request.disclosure, language),
    hashtags.join(' '),
  ].filter(Boolean);
  const room = mostDescriptionBytes - bytes([lead, ...tail].join('\n\n')) - 2;
  const summary = cutBytes(rest, Math.max(0, room));
  return { description: [lead, summary, ...tail].filter(Boolean).join('\n\n'), chapters };
}

/** At most `most` bytes of UTF-8, cut after a whole word, never inside a character. */
export function cutBytes(text: string, most: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(most));
  return cutCharacters(text, read);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

function fitChapters(chapters: readonly Chapter[]): Chapter[] {
  const fitting: Chapter[] = [];
  let sum = 0;
  for (const chapter of chapters) {
    sum += bytes(`${timestamp(chapter.startSeconds)} ${chapter.title}\n`);
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
  const named = bare(plainLine(title));
  const sentences = scenes
    .flatMap(({ narration }) => splitSentences(plainLine(narration), language))
    .filter((sentence) => bare(sentence) !== named && !sentence.endsWith('…'));
  const start = withKeyword(plainLine(title), primary, language);
  const lead = extend(/[.!?…]$/.test(start) ? start : `${start}.`, sentences, leadCharacters);
  return { lead, rest: summaryOf(lead, sentences) };
}

function givenText(text: string, { title, language }: Script, primary: string): OpeningText {
  const [first = plainLine(title), ...paragraphs] = text.split(/\n+/).map(plainLine).filter(Boolean);
  const lead = cutBytes(withKeyword(first, primary, language), mostLeadBytes);
  return { lead, rest: paragraphs.join('\n\n') };
}

/** With the keyword in front when what a search result shows has none of its words. */
function withKeyword(text: string, primary: string, language: Language): string {
  const nouns = keyNouns(primary, language, 8);
  const seen = text.slice(0, leadCharacters).toLowerCase();
  const carried = nouns.length === 0 || nouns.some((noun) => seen.includes(noun.toLowerCase()));
  return carried ? text : `${capitalized(plainLine(primary), language)}${colon(language)} ${text}`;
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

function colon(language: Language): string {
  return language === 'fr' ? '\u00a0:' : ':';
}
