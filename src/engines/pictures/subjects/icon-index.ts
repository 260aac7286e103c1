import { createRequire } from 'node:module';
import type { Language } from '../../../contracts/languages.ts';
import { flagPrefix, knownIcons } from '../icons/icon-store.ts';
import { conceptsOf } from './concepts.ts';
import { stem } from './stem.ts';
import { wordsOf } from './words.ts';

const require = createRequire(import.meta.url);

export interface Icon {
  name: string;
  /** Emojibase's subgroup: `animal-marine`, `sky-weather` … */
  kind: string;
}

/** Icons by what is said: the key is a phrase of stems, the fit 0–1.3 how surely the phrase means the icon. */
interface IconIndex {
  lookUp(phrase: string): ReadonlyMap<Icon, number> | undefined;
  /** The key of a phrase of plain words. */
  key(words: readonly string[]): string;
  /** An icon by its name. */
  named(name: string): Icon;
}

interface Emoji {
  hexcode: string;
  label: string;
  tags?: string[];
  emoji?: string;
  group?: number;
  subgroup?: number;
}

// Faces, people, hands and signs are matched by many everyday words and say little: things come first.
const fitOfGroup: Record<number, number> = { 0: 0.45, 1: 0.5, 3: 1, 4: 1, 5: 1, 6: 0.9, 7: 1, 8: 0.3, 9: 0.85 };
// Who is called by name is meant: `astronaut`, `baby`.
const namedFit = 0.85;
const leftOut = new Set([
  'keycap',
  'alphanum',
  'zodiac',
  'arrow',
  'av-symbol',
  'gender',
  'geometric',
  'skin-tone',
  'family',
]);

let known: { icon: Icon; emoji: Emoji; fit: number }[] | undefined;
const indexes = new Map<Language, IconIndex>();

/** The index of a language, made when first asked for and kept: about 30 ms. */
export function openIconIndex(language: Language): IconIndex {
  let index = indexes.get(language);
  if (!index) {
    known ??= listIcons(knownIcons());
    index = buildIndex(language, known);
    indexes.set(language, index);
  }
  return index;
}

function listIcons(names: ReadonlySet<string>): NonNullable<typeof known> {
  const emojis = require('emojibase-data/en/data.json') as Emoji[];
  const { subgroups } = require('emojibase-data/meta/groups.json') as { subgroups: Record<string, string> };
  const icons: NonNullable<typeof known> = [];
  for (const emoji of emojis) {
    const kind = subgroups[String(emoji.subgroup)] ?? '';
    const name = kind === 'country-flag' ? `${flagPrefix}${emoji.emoji ?? ''}` : iconName(emoji.label);
    const fit = fitOfGroup[emoji.group ?? -1];
    if (fit === undefined || leftOut.has(kind) || isRepeated(name)) continue;
    if (kind !== 'country-flag' && !names.has(name)) continue;
    icons.push({ icon: { name, kind }, emoji, fit });
  }
  return icons;
}

/** `honey pot` → `honey-pot`: the set names its icons by the English labels. */
function iconName(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/\p{M}|[’'“”!.():,]/gu, '')
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** One of many that look alike: the same person as man and woman, every half hour, scripts on buttons. */
function isRepeated(name: string): boolean {
  return /^(man|woman|men|women)-|-(oclock|thirty)$|-button$|^(first|last)-quarter|^(waxing|waning)-|-moon-face$|-with-face$/.test(
    name,
  );
}

function buildIndex(language: Language, icons: NonNullable<typeof known>): IconIndex {
  const entries = new Map<string, Map<Icon, number>>();
  const key = (words: readonly string[]) => words.map((word) => stem(word, language)).join(' ');
  const add = (phrase: string, icon: Icon, fit: number) => {
    const found = entries.get(phrase) ?? new Map<Icon, number>();
    found.set(icon, Math.max(fit, found.get(icon) ?? 0));
    entries.set(phrase, found);
  };
  const tagged = new Map<string, { icon: Icon; fit: number }[]>();
  const local = namesIn(language);
  for (const { icon, emoji, fit } of local ? icons : []) {
    const { label, tags: every = [] } = local?.get(emoji.hexcode) ?? emoji;
    // Country codes (`BE`, `IT`) are common words in some language.
    const tags = icon.kind === 'country-flag' ? every.filter((tag) => tag.length > 2) : every;
    const words = wordsOf(icon.kind === 'country-flag' ? label.replace(/^[^:：]*[:：]/, '') : label, language);
    if (words.length === 0) continue;
    add(key(words), icon, Math.max(fit, namedFit) * (words.length > 1 ? 1.2 : 1));
    const parts = [
      ...(words.length > 1 ? words.map((word) => [word]) : []),
      ...tags.map((tag) => wordsOf(tag, language)).filter((part) => part.length > 0),
    ];
    for (const part of new Set(parts.map(key))) {
      const list = tagged.get(part) ?? [];
      list.push({ icon, fit });
      tagged.set(part, list);
    }
  }
  // A word that many icons share (`animal`, `food`) says little of each.
  for (const [phrase, list] of tagged) {
    for (const { icon, fit } of list) add(phrase, icon, (0.62 * fit) / Math.sqrt(list.length));
  }
  const byName = new Map(icons.map(({ icon }) => [icon.name, icon]));
  const named = (name: string) => byName.get(name) ?? { name, kind: '' };
  for (const { icons: names, words, weak } of conceptsOf(language)) {
    for (const [rank, name] of names.entries()) {
      for (const word of words) add(key(wordsOf(word, language)), named(name), conceptFit(rank) * (weak ? 0.5 : 1));
    }
  }
  return {
    lookUp: (phrase) => entries.get(phrase) ?? (language === 'de' ? lookUpHead(phrase, entries) : undefined),
    key,
    named,
  };
}

/** How surely an idea means the icon at a place of its list. */
export function conceptFit(rank: number): number {
  return 1.25 * 0.72 ** rank;
}

/** The icons of a German compound's last part: `Kaffeebohne`, `Honigbiene`. */
function lookUpHead<Found>(word: string, entries: ReadonlyMap<string, Found>): Found | undefined {
  for (let from = 3; from <= word.length - 4; from++) {
    const found = entries.get(word.slice(from));
    if (found) return found;
  }
  return undefined;
}

/** Arabic and Hebrew are not among emojibase's languages: their words come from the table of ideas alone. */
function namesIn(language: Language): Map<string, Emoji> | undefined {
  if (language === 'ar' || language === 'he') return undefined;
  const emojis = require(`emojibase-data/${language}/compact.json`) as Emoji[];
  return new Map(emojis.map((emoji) => [emoji.hexcode, emoji]));
}
