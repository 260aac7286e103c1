import type { Language } from '../../contracts/languages.ts';
import type { Chapter } from '../../contracts/metadata.ts';
import type { Script } from '../../contracts/script.ts';
import { timestamp } from './chapters.ts';
import { capitalized, cutCharacters, keyNouns } from './phrases.ts';
import { plainLine, splitSentences } from './sentences.ts';

/** YouTube's limit, in bytes of UTF-8. */
export const mostDescriptionBytes = 5000;

// What a search result shows.
const leadCharacters = 100;
// So that a long list of chapters leaves room for the text, the credits and the hashtags.
const mostChapterBytes = 2800;
const mostCreditBytes = 1000;

const headings: Record<Language, { chapters: string; credits: string; made: string }> = {
  en: { chapters: 'Chapters', credits: 'Credits', made: 'Narrated by a synthetic voice; pictures drawn by software.' },
  fr: { chapters: 'Chapitres', credits: 'Crédits', made: 'Voix de synthèse, images dessinées par logiciel.' },
  es: { chapters: 'Capítulos', credits: 'Créditos', made: 'Voz sintética; imágenes dibujadas por software.' },
  it: { chapters: 'Capitoli', credits: 'Crediti', made: 'Voce sintetica; immagini disegnate da un software.' },
  pt: { chapters: 'Capítulos', credits: 'Créditos', made: 'Voz sintética; imagens desenhadas por software.' },
};

export interface DescriptionRequest {
  script: Script;
  primary: string;
  chapters: readonly Chapter[];
  credits: readonly string[];
  hashtags: readonly string[];
}

/**
 * The description, at most 5,000 bytes, without `<` and `>`: a first line with the keyword and the script's best sentence
 * within 100 characters, then how the script begins, chapters, credits, and the hashtags last. `chapters` are those of the
 * given ones that it lists.
 */
export function writeDescription(request: DescriptionRequest): { description: string; chapters: Chapter[] } {
  const { script, primary, credits, hashtags } = request;
  const { language } = script;
  const words = headings[language];
  const chapters = fitChapters(request.chapters);
  const lines = chapters.map(({ startSeconds, title }) => `${timestamp(startSeconds)} ${title}`);
  const lead = leadLine(script, primary);
  const named = cutBytes([`${words.credits}:`, ...credits.map(plainLine).filter(Boolean)].join('\n'), mostCreditBytes);
  const tail = [
    ...(lines.length > 0 ? [`${words.chapters}:\n${lines.join('\n')}`] : []),
    ...(credits.length > 0 ? [named] : []),
    words.made,
    hashtags.join(' '),
  ].filter(Boolean);
  const room = mostDescriptionBytes - bytes([lead, ...tail].join('\n\n')) - 2;
  const summary = cutBytes(summaryOf(script, lead), Math.max(0, room));
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

/** The keyword and the sentence that says most of it; questions answer nothing and are passed over. */
function leadLine(script: Script, primary: string): string {
  const { language } = script;
  const keyword = plainLine(primary);
  const nouns = keyNouns(keyword, language, 8).map((noun) => noun.toLocaleLowerCase(language));
  const mentions = (text: string) =>
    nouns.filter((noun) => text.toLocaleLowerCase(language).includes(noun.replace(/s$/, ''))).length;
  const sentences = script.scenes
    .flatMap(({ narration }) => splitSentences(plainLine(narration), language))
    .filter((sentence) => !/[?…]["”»’']?$/u.test(sentence) && sentence.length >= 25);
  const fits = (sentence: string) => (sentence.length <= leadCharacters ? 0.5 : 0);
  const [best] = sentences
    .map((sentence) => ({ sentence, score: mentions(sentence) + fits(sentence) }))
    .sort((a, b) => b.score - a.score);
  if (best && best.score >= 1) return cutSentence(best.sentence);
  const title = plainLine(script.title);
  const start = mentions(title) > 0 || !keyword ? title : capitalized(keyword, language);
  return cutSentence(best ? `${start}${/[.!?…]$/.test(start) ? '' : '.'} ${best.sentence}` : start);
}

/** Whole when it fits a search result; else it still begins with what counts, and goes on. */
function cutSentence(text: string): string {
  return text.length <= 2 * leadCharacters ? text : `${cutCharacters(text, 2 * leadCharacters)}…`;
}

function summaryOf(script: Script, lead: string): string {
  const sentences = script.scenes.flatMap(({ narration }) => splitSentences(plainLine(narration), script.language));
  const others = sentences.filter((sentence) => !lead.includes(sentence) && !sentence.endsWith('…'));
  let summary = '';
  for (const sentence of others) {
    if (summary && summary.length + sentence.length > 400) break;
    summary = `${summary} ${sentence}`.trim();
  }
  return summary;
}
