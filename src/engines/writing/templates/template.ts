import type { OfflineLanguage } from '../../../contracts/languages.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { italian } from './italian.ts';
import { portuguese } from './portuguese.ts';
import { spanish } from './spanish.ts';

/** One scene of a template. The texts may hold `{term}` (a phrase of the topic) or `{topic}`. */
export interface TemplateRow {
  /** English name of an icon. */
  picture: string;
  onScreen: string;
  narration: string;
}

export interface TemplateChapter {
  title: string;
  /** Always kept in a film with chapters: says what the chapter is for. */
  opener: TemplateRow;
  /** Each stands by itself: any of them, in this order. */
  beats: TemplateRow[];
  /** Always kept in a film with chapters: closes this one and opens the next. */
  bridge: TemplateRow;
}

export interface Template {
  /** Chapter title of what comes before the first chapter. */
  opening: string;
  /** Rows of the sections that are not chapters, by name: `hook long`, `stakes question`, `ask` … */
  sections: ReadonlyMap<string, TemplateRow[]>;
  chapters: TemplateChapter[];
}

const sources: Record<OfflineLanguage, string> = {
  en: english,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
};

const parsed = new Map<OfflineLanguage, Template>();

/** The template of a language, read once. */
export function templateFor(language: OfflineLanguage): Template {
  const template = parsed.get(language) ?? parseTemplate(sources[language]);
  parsed.set(language, template);
  return template;
}

/**
 * `= opening TITLE` names the opening, `= chapter TITLE` begins a chapter (its first row opens it, its last one leads on),
 * `= NAME` any other section; other lines are rows.
 */
function parseTemplate(source: string): Template {
  const sections = new Map<string, TemplateRow[]>();
  const chapters: { title: string; rows: TemplateRow[] }[] = [];
  let opening = '';
  let rows: TemplateRow[] = [];
  for (const line of source.replaceAll('~', '\u00a0').split('\n')) {
    const [, name, rest] = /^= (\S+) ?(.*)$/.exec(line) ?? [];
    if (name === 'opening') opening = rest ?? '';
    else if (name === 'chapter') chapters.push({ title: rest ?? '', rows: (rows = []) });
    else if (name) sections.set(`${name} ${rest ?? ''}`.trim(), (rows = []));
    else if (line) rows.push(parseRow(line));
  }
  return {
    opening,
    sections,
    chapters: chapters.map(({ title, rows: [opener, ...others] }) => {
      const bridge = others.pop();
      if (!opener || !bridge) throw new Error(`the template's chapter '${title}' needs at least two rows`);
      return { title, opener, beats: others, bridge };
    }),
  };
}

function parseRow(line: string): TemplateRow {
  const [picture, onScreen, narration] = line.split(' | ');
  if (!picture || !onScreen || !narration) throw new Error(`the template's row needs three parts: ${line}`);
  return { picture, onScreen, narration };
}
