import { isLanguage, type Language } from '../../src/contracts/languages.ts';
import { joinWords } from '../../src/contracts/narration.ts';
import { splitWords, type Word } from '../../src/engines/text/split-words.ts';
import { sentencesOf } from './llm-texts.ts';

/** How the next answer goes wrong. What the vendor stops itself (the last three) is in the vendor's own form. */
export type Misbehaviour =
  | 'wrong-language'
  | 'too-short'
  | 'meta-talk'
  | 'markup'
  | 'not-of-schema'
  /** The model declines. */
  | 'refusal'
  /** The vendor's filter steps in. */
  | 'blocked'
  | 'truncated';

/**
 * What a model answers to the project's prompts: text in the language and of the length and number of scenes they ask for.
 * @param schema as the vendor got it: its fields tell a script from metadata and from a translation
 * @returns undefined for what this model was not trained on
 */
export function writeAnswer(prompt: string, schema: unknown, how?: Misbehaviour): unknown {
  const { properties } = schema as { properties?: Record<string, unknown> };
  const order = readOrder(prompt, how);
  if (properties?.scenes) return spoil(writeScript(order), how);
  if (properties?.lines) return spoil(translateLines(prompt, order), how);
  return properties?.tags ? spoil(writeMetadata(order), how) : undefined;
}

interface Order {
  topic: string;
  keyword: string;
  language: Language;
  words: number;
  scenes: number;
  chapters: number;
}

function readOrder(prompt: string, how: Misbehaviour | undefined): Order {
  const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(prompt)?.[1] ?? '';
  const number = (name: string) => Number(/^\d+/.exec(line(name))?.[0] ?? 0);
  const asked = /\((\w\w)\)/.exec(line('Language'))?.[1];
  const language = isLanguage(asked) ? asked : 'en';
  const other = language === 'en' ? 'fr' : 'en';
  const words = number('Narration');
  return {
    topic: line('Topic')
      .replace(/[^\p{L}\p{M}\p{N}\s,.'’?!-]/gu, '')
      .trim(),
    keyword: line('Main keyword').replace(/ \(\d.*$/, ''),
    language: how === 'wrong-language' ? other : language,
    words: how === 'too-short' ? Math.round(words / 2) : words,
    scenes: number('Scenes'),
    chapters: number('Chapters'),
  };
}

const pictures: readonly { idea: string; keywords: string[]; onScreen: string | null }[] = [
  {
    idea: 'An octopus spreads its arms over dark sand, lit from above by one lamp.',
    keywords: ['octopus', 'dark sand', 'lamp'],
    onScreen: null,
  },
  {
    idea: 'A wide view of a cold blue sea at dawn with one small boat.',
    keywords: ['blue sea', 'boat', 'dawn'],
    onScreen: null,
  },
  {
    idea: 'A close view of pale suckers that hold on to the glass of a tank.',
    keywords: ['suckers', 'glass tank', 'water'],
    onScreen: '3',
  },
  {
    idea: 'An old harbour in the evening, nets hanging over a wooden rail.',
    keywords: ['harbour', 'fishing net', 'evening light'],
    onScreen: null,
  },
  {
    idea: 'A shark passes slowly through a cloud of black ink in deep water.',
    keywords: ['shark', 'ink cloud', 'deep water'],
    onScreen: '2016',
  },
];

function writeScript({ topic, language, words, scenes, chapters }: Order) {
  const sentences = spread(tellInWords(words, language, topic), scenes, language);
  const count = Math.max(1, Math.min(scenes, sentences.length));
  const chapterAt = new Set(Array.from({ length: chapters }, (_, index) => Math.floor((index * count) / chapters)));
  return {
    title: titleOf(topic, language),
    scenes: Array.from({ length: count }, (_, index) => {
      const told = sentences.slice(
        Math.floor((index * sentences.length) / count),
        Math.floor(((index + 1) * sentences.length) / count),
      );
      const picture = pictures[index % pictures.length] ?? pictures[0];
      return {
        narration: told.join(joiner(language)),
        visualIdea: picture?.idea,
        visualKeywords: picture?.keywords,
        onScreenText: picture?.onScreen ?? null,
        chapter: chapterAt.has(index) ? firstClause(told[0] ?? topic) : null,
      };
    }),
  };
}

/** Whole sentences, none twice, that come as close to the number of words as their lengths allow. */
function tellInWords(wanted: number, language: Language, topic: string): string[] {
  const known = sentencesOf[language];
  const wordsIn = (sentence: string) => splitWords(sentence, language).length;
  const told = wordsIn(topic) > 0 && wordsIn(topic) <= Math.min(14, wanted / 3) ? [topic] : [];
  let left = wanted - told.reduce((sum, sentence) => sum + wordsIn(sentence), 0);
  for (let round = 0; ; round += 1) {
    // A second time round the same happens again a year later.
    const fresh = known.map((sentence) => (round === 0 ? sentence : `${2016 + round}: ${sentence}`));
    for (const sentence of fresh) {
      const next = wordsIn(sentence);
      if (left - next < next / 2) {
        const last = [...fresh, ...fresh.map((each) => `${firstClause(each)}.`)]
          .filter((each) => !told.some((sentence) => heard(sentence) === heard(each)))
          .sort((a, b) => Math.abs(left - wordsIn(a)) - Math.abs(left - wordsIn(b)))[0];
        return last && Math.abs(left - wordsIn(last)) < left ? [...told, last] : told;
      }
      told.push(sentence);
      left -= next;
    }
  }
}

/** The longest sentences in two, at a comma, until there is one for every scene; nothing is said twice. */
function spread(told: readonly string[], scenes: number, language: Language): string[] {
  const parts = [...told];
  const said = new Set(parts.map(heard));
  const pause = language === 'th' ? /(?<=\S) (?=\S)/ : /(?<=[,،、，]) ?(?=\S)/;
  const longestFirst = [...told].sort((a, b) => b.length - a.length);
  for (const sentence of longestFirst) {
    if (parts.length >= scenes) break;
    const at = pause.exec(sentence)?.index ?? 0;
    const halves = [sentence.slice(0, at), sentence.slice(at).trim()];
    if (halves.some((half) => half === '' || said.has(heard(half)))) continue;
    for (const half of halves) said.add(heard(half));
    parts.splice(parts.indexOf(sentence), 1, ...halves);
  }
  return parts;
}

function writeMetadata({ topic, keyword, language }: Order) {
  const sentences = sentencesOf[language];
  const paragraphs = [sentences.slice(0, 1), sentences.slice(1, 4), sentences.slice(4, 7)];
  const [first = '', ...others] = paragraphs.map((paragraph) => paragraph.join(joiner(language)));
  const named = topic.split(/\s+/).filter((word) => /^[\p{L}\p{M}]{4,20}$/u.test(word));
  return {
    title: titleOf(topic, language),
    description: [`${capital(keyword || topic)}: ${first}`, ...others].join('\n\n'),
    tags: [...new Set([keyword, topic, ...named, ...sentences.slice(0, 6).map(firstClause)].filter(Boolean))],
    hashtags: [...named, ...sentences.map((sentence) => firstClause(sentence).split(' ')[0] ?? '')].slice(0, 3),
  };
}

/**
 * A sentence it knows becomes the same one in the other language; any other line, as many words in it as the line has. What is
 * the same in all languages stays.
 */
function translateLines(prompt: string, { language }: Order) {
  const words = splitWords(sentencesOf[language].join(joiner(language)), language);
  const places = new Map(Object.values(sentencesOf).flatMap((known) => known.map((text, at) => [text, at] as const)));
  let said = 0;
  const translated = (text: string) => {
    const known = sentencesOf[language][places.get(text) ?? -1];
    if (known) return known;
    const count = splitWords(text.replace(sameEverywhere, ''), isUnspaced(text) ? 'zh' : 'en').length;
    const told = Array.from({ length: count }, (_, index) => words[(said + index) % words.length] as Word);
    said += count;
    return [joinWords(told), ...(text.match(sameEverywhere) ?? [])].join(' ');
  };
  const [, listed = ''] = /^Lines:\n((?:\d+.*\n)*)/m.exec(prompt) ?? [];
  const lines = [...listed.matchAll(/^(\d+)(?: \[\w+\])?: (.*)$/gm)];
  return { lines: lines.map(([, number, text = '']) => ({ number: Number(number), text: translated(text) })) };
}

const sameEverywhere = /https?:\/\/\S+|#\S+/g;

const isUnspaced = (text: string) => /[\p{Script=Han}\p{Script=Hiragana}]/u.test(text);

function spoil(answer: Record<string, unknown>, how: Misbehaviour | undefined): unknown {
  const { scenes, description, lines } = answer as {
    scenes?: { narration: string }[];
    description?: string;
    lines?: { text: string }[];
  };
  const change = (text: (before: string) => string) => {
    const [first, line] = [scenes?.[0], lines?.[0]];
    if (first) first.narration = text(first.narration);
    else if (line) line.text = text(line.text);
    else if (description !== undefined) answer.description = text(description);
  };
  if (how === 'meta-talk') change((text) => `Here is your script. ${text}`);
  if (how === 'markup') change((text) => `**${text}**`);
  if (how === 'too-short' && description !== undefined) answer.description = description.slice(0, 20);
  if (how === 'too-short') lines?.pop();
  return how === 'not-of-schema' ? { ...answer, [lines ? 'lines' : 'title']: 7 } : answer;
}

function titleOf(topic: string, language: Language): string {
  const known = firstClause(sentencesOf[language][0] ?? '');
  return topic.length > 0 && topic.length <= 90 ? topic : known;
}

const firstClause = (sentence: string) =>
  sentence
    .split(/[,.،、，。]/)[0]
    ?.slice(0, 60)
    .trim() ?? '';

const heard = (text: string) => text.replace(/[^\p{L}\p{M}\p{N}]/gu, '');

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const joiner = (language: Language) => (language === 'zh' || language === 'ja' ? '' : ' ');
