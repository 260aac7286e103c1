import { isOfflineLanguage, type Language, type OfflineLanguage } from '../../contracts/languages.ts';
import { capitalized, cutCharacters, keyNouns } from './phrases.ts';
import { shownLine } from './shown-text.ts';

// Shown in full on a phone: 40–50 characters; on a desk 60–70.
const shortest = 30;
const longest = 55;
const limit = 100;
// The part of a title that is always seen.
const early = 40;

const firstLook: Record<OfflineLanguage, (time: string) => string> = {
  en: (time) => `a first look in ${time}`,
  fr: (time) => `un premier regard en ${time}`,
  es: (time) => `una primera mirada en ${time}`,
  it: (time) => `un primo sguardo in ${time}`,
  pt: (time) => `um primeiro olhar em ${time}`,
};

const units: Record<OfflineLanguage, { within: string; seconds: string; minutes: string }> = {
  en: { within: 'in', seconds: 'seconds', minutes: 'minutes' },
  fr: { within: 'en', seconds: 'secondes', minutes: 'minutes' },
  es: { within: 'en', seconds: 'segundos', minutes: 'minutos' },
  it: { within: 'in', seconds: 'secondi', minutes: 'minuti' },
  pt: { within: 'em', seconds: 'segundos', minutes: 'minutos' },
};

export interface TitleRequest {
  /** The script's title. */
  title: string;
  primary: string;
  language: Language;
  /** Length of the film. */
  seconds: number;
}

/**
 * A title of 30 to 55 characters where the words allow, of 100 at most, without `<` and `>`: the script's own, with the
 * primary keyword in front when it is not in the first 40 characters, cut at a natural break when long, told with the
 * film's length when short. A question is never cut in the middle.
 */
export function fitTitle({ title, primary, language, seconds }: TitleRequest): string {
  const bare = shownLine(title) || shownLine(primary) || 'Video';
  const led = leadWithPrimary(bare, shownLine(primary), language);
  const broken = led.length > longest ? (cutAtBreak(led) ?? led) : led;
  if (broken.length >= shortest || !isOfflineLanguage(language)) return cutCharacters(broken, limit);
  const time = spokenTime(seconds, language);
  const colon = language === 'fr' ? '\u00a0: ' : ': ';
  const stem = broken.replace(/[.:;,]+$/, '');
  const separator = /[?!…]$/.test(stem) ? ' ' : colon;
  const long = `${stem}${separator}${separator === ' ' ? capitalized(firstLook[language](time), language) : firstLook[language](time)}`;
  if (long.length <= longest) return long;
  const short = /[?!…]$/.test(stem) ? `${stem} (${time})` : `${stem} ${units[language].within} ${time}`;
  return short.length <= longest ? short : stem;
}

function leadWithPrimary(title: string, primary: string, language: Language): string {
  const seen = title.slice(0, early).toLocaleLowerCase(language);
  const nouns = keyNouns(primary, language, 8);
  const carried = nouns.length === 0 || nouns.some((noun) => seen.includes(noun.toLocaleLowerCase(language)));
  const led = `${capitalized(primary, language)}${language === 'fr' ? '\u00a0: ' : ': '}${title}`;
  return carried || led.length > longest ? title : led;
}

/** The part before a colon, a dash or a bracket, when it is a title by itself. */
function cutAtBreak(title: string): string | undefined {
  const ends = [...title.matchAll(/\s*[:;(–—|]\s|\s-\s|(?<=[?!])\s/gu)].map(({ index }) => index);
  const end = ends.filter((at) => at >= shortest - 10 && at <= longest).at(-1);
  return end === undefined ? undefined : title.slice(0, end).trim();
}

function spokenTime(seconds: number, language: OfflineLanguage): string {
  const { seconds: inSeconds, minutes } = units[language];
  const rounded = Math.max(5, Math.round(seconds / 5) * 5);
  return rounded < 120 ? `${rounded} ${inSeconds}` : `${Math.round(seconds / 60)} ${minutes}`;
}
