import type { Language } from '../../contracts/languages.ts';
import { partOf } from './description-parts.ts';
import { findHashtags } from './limit-hashtags.ts';
import { plainWords, shinglesOf } from './shingles.ts';
import { similarity } from './similarity.ts';
import { isStopWord } from './stop-words.ts';

interface ComparedFilm {
  title: string;
  /** As it was sent, or is going to be. */
  description: string;
  /** `sketchOf` all of the narration. */
  sketch: readonly number[];
}

export interface EarlierFilm extends ComparedFilm {
  /** ISO 8601. */
  publishedAt?: string;
}

const parts = ['script', 'description', 'title'] as const;
type Part = (typeof parts)[number];

/** An earlier film that is nearly the same, and how much of each part is the same, 0 to 1. */
export interface Resemblance<Film extends EarlierFilm> {
  film: Film;
  likeness: Readonly<Record<Part, number>>;
  /** For a person: what is alike, and what to do. */
  message: string;
}

/**
 * From which share of the same phrases on a part is a near copy. Two scripts on the same facts, each written for itself, share
 * next to none, and the offline writer's Shorts of half a minute or more at most 0.69 on different topics, 0.1 to 0.2 as a rule;
 * with one scene of four written anew a script shares 0.75 with what it was. Descriptions are shorter, so that chance does more.
 * Of a title the words that carry its subject count: with one of five added it is still the same, with one of eight
 * replaced it isn't.
 */
const nearCopy: Readonly<Record<Part, number>> = { script: 0.7, description: 0.75, title: 0.88 };

// Two short greetings are the same by chance.
const fewestShingles = 20;

/**
 * The one of the earlier films that this one is most nearly a copy of; none where all of them are far enough. YouTube pays
 * nothing for films that are made of one template, and judges that over the whole channel.
 *
 * @param earlier the channel's last films, newest first: of two that are as near, the first is told
 */
export function compareFilms<Film extends EarlierFilm>(
  film: ComparedFilm & { language: Language },
  earlier: readonly Film[],
): Resemblance<Film> | undefined {
  const text = shinglesOf(ownText(film.description));
  let nearest: Resemblance<Film> | undefined;
  let most = 0;
  for (const other of earlier) {
    const likeness = {
      script: shareOf(similarity(film.sketch, other.sketch)),
      description: likenessOfTexts(text, shinglesOf(ownText(other.description))),
      title: likenessOfTitles(film.title, other.title, film.language),
    };
    const alike = parts.filter((part) => likeness[part] >= nearCopy[part]);
    const sum = alike.reduce((total, part) => total + likeness[part], 0);
    if (sum <= most) continue;
    most = sum;
    nearest = { film: other, likeness, message: tell(alike, likeness, other) };
  }
  return nearest;
}

/** What a description says of this film alone: no chapters, credits, disclosure, hashtags and addresses. */
function ownText(description: string): string {
  const paragraphs = description.split(/\n{2,}/).filter((paragraph) => partOf(paragraph) === 'text');
  const lines = paragraphs.flatMap((paragraph) => paragraph.split('\n')).filter((line) => !/^\s*\d+:\d\d\b/.test(line));
  const text = lines.join('\n').replace(/https?:\/\/\S+/g, ' ');
  return findHashtags(text).reduce((rest, hashtag) => rest.replace(hashtag, ' '), text);
}

/** Of the phrases of two texts of the same length, those that are in both, by their Jaccard similarity. */
const shareOf = (jaccard: number) => (2 * jaccard) / (1 + jaccard);

function likenessOfTexts(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (Math.min(a.size, b.size) < fewestShingles) return 0;
  const both = [...a].filter((shingle) => b.has(shingle)).length;
  return (2 * both) / (a.size + b.size);
}

function likenessOfTitles(a: string, b: string, language: Language): number {
  const [terms, rest] = [subjectOf(a, language), subjectOf(b, language)];
  const all = terms.length + rest.length;
  let same = 0;
  for (const term of terms) {
    const found = rest.findIndex((other) => isSameTerm(term, other));
    if (found < 0) continue;
    rest.splice(found, 1);
    same += 1;
  }
  return all === 0 ? 0 : (2 * same) / all;
}

/** The words a title is about; where words aren't spaced, its pairs of characters. */
function subjectOf(title: string, language: Language): string[] {
  const { words, perShingle } = plainWords(title);
  if (perShingle > 3) return words.slice(1).map((character, index) => `${words[index]}${character}`);
  const own = words.filter((word) => !isStopWord(word, language));
  return own.length > 0 ? own : words;
}

/** The same word, or its plural. */
function isSameTerm(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return true;
  return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 2 && !/^\p{N}/u.test(short);
}

function tell(alike: readonly Part[], likeness: Resemblance<EarlierFilm>['likeness'], film: EarlierFilm): string {
  const shares = alike.map((part, at) => `the ${part}${at === 0 ? ' is' : ''} ${Math.round(100 * likeness[part])} %`);
  const list = new Intl.ListFormat('en-GB').format(shares).replace(/^t/, 'T');
  const when = film.publishedAt === undefined ? '' : ` (published ${dayOf(film.publishedAt)})`;
  const what = `${list} the same as “${film.title}”${when}`;
  return `${what}: a channel of near copies may lose its income. Tell it another way, or publish only one of them.`;
}

/** In UTC, so that it reads the same everywhere: `12 May 2026`. */
function dayOf(time: string): string {
  const form = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(time));
}
