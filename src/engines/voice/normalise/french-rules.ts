import { frenchCardinal, frenchOrdinal } from './french-numbers.ts';
import type { Rule } from './language-table.ts';
import { readRoman, readRomanYear, sumRoman } from './roman.ts';

export function frenchTime(hours: number, minutes: number): string {
  const hour = `${frenchCardinal(hours, true)} heure${hours < 2 ? '' : 's'}`;
  return minutes === 0 ? hour : `${hour} ${frenchCardinal(minutes, true)}`;
}

/** `14 h 30`: three tokens; `14h30` is one and needs no rule of its own. */
const spacedTime: Rule = (tokens, at) => {
  const [hours, sign, minutes] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (sign?.core !== 'h' || sign.trail !== '' || hours?.trail !== '' || !minutes) return undefined;
  if (!/^\d{1,2}$/.test(hours.core) || !/^[0-5]\d$/.test(minutes.core)) return undefined;
  return [
    frenchCardinal(Number(hours.core), true),
    Number(hours.core) < 2 ? 'heure' : 'heures',
    frenchCardinal(Number(minutes.core), true),
  ];
};

/** `8 h-12 h`. */
const spanOfHours: Rule = (tokens, at) => {
  const match = /^h[-–](\d{1,2})$/.exec(tokens[at + 1]?.core ?? '');
  const from = tokens[at];
  if (!match || !/^\d{1,2}$/.test(from?.core ?? '') || tokens[at + 2]?.core !== 'h') return undefined;
  return [frenchCardinal(Number(from?.core), true), `heures à ${frenchCardinal(Number(match[1]), true)}`, 'heures'];
};

const joinedTime: Rule = (tokens, at) => {
  const match = /^(\d{1,2})h([0-5]\d)?(min|mn)?$/i.exec(tokens[at]?.core ?? '');
  if (!match) return undefined;
  const minutes = Number(match[2] ?? 0);
  const named = match[3] && minutes > 0 ? ` minute${minutes < 2 ? '' : 's'}` : '';
  return [frenchTime(Number(match[1]), minutes) + named];
};

/** `XXe siècle`, `IVème`, `Ier`; without L and C, for `Le` and `Ce` are words. */
const romanOrdinal: Rule = (tokens, at) => {
  const match = /^([IVX]+)(er|re|ère|es?|ème|ième)$/.exec(tokens[at]?.core ?? '');
  const n = match?.[1] && sumRoman(match[1]);
  if (!n) return undefined;
  const next = tokens[at + 1];
  const spoken = frenchOrdinal(n, /^(?:re|ère)$/.test(match[2] ?? ''));
  return next?.core === 's' && next.trail.startsWith('.') ? [spoken, 'siècle'] : [spoken];
};

/** `Louis XIV`, `chapitre III`. */
const romanNumber: Rule = (tokens, at) => {
  const core = tokens[at]?.core ?? '';
  const n = readRomanYear(core) ?? readRoman(core);
  const before = tokens[at - 1];
  const named =
    /^\p{Lu}\p{Ll}|^(?:guerre|partie|chapitre|volume|tome|acte|phase|type|stade|titre|livre|niveau|scène)$/u;
  return n !== undefined && before?.trail === '' && named.test(before.core) ? [frenchCardinal(n)] : undefined;
};

/** `p. ex.`, `ex. :` */
const forExample: Rule = (tokens, at) => {
  const [first, second] = [tokens[at], tokens[at + 1]];
  const isExample = second?.core === 'ex' && second.trail.startsWith('.');
  if (first?.core === 'p' && first.trail === '.' && isExample) return ['par', 'exemple'];
  return first?.core === 'ex' && first.trail.startsWith('.') && (first.trail.endsWith(':') || second?.text === ':')
    ? ['exemple']
    : undefined;
};

/** `1,80 m`, `1m80`: said as one says one's height. */
const height: Rule = (tokens, at) => {
  const joined = /^([12])m(\d\d)$/.exec(tokens[at]?.core ?? '');
  const apart =
    tokens[at]?.trail === '' && tokens[at + 1]?.core === 'm' && /^([12]),(\d\d)$/.exec(tokens[at]?.core ?? '');
  const match = joined ?? (apart || undefined);
  if (!match) return undefined;
  const spoken = `${frenchCardinal(Number(match[1]))} mètre${match[1] === '1' ? '' : 's'}`;
  const rest = frenchCardinal(Number(match[2]));
  return joined ? [`${spoken} ${rest}`] : [spoken, rest];
};

const feminine =
  /^(?:fois|personnes?|pages?|heures?|minutes?|secondes?|années?|semaines?|femmes?|filles?|tonnes?|espèces?|planètes?|étoiles?|villes?|îles?|langues?|maisons?|dents|pattes?|cellules?|lunes?|victoires?|œuvres?|chansons?|voitures?|galaxies?|pyramides?|équipes?|familles?|marches?|lettres?|lignes?|vies?|couleurs?|idées?|raisons?|choses?|parties?|journées?|nuits?|histoires?|plantes?|fleurs?|bombes?|tours?|entreprises?|écoles?|livres sterling)$|(?:tions?|sions?|ettes?|ités?|ances?|ences?)$/;

/** `21 personnes` → vingt et une: before the commonest nouns that take it. */
const countOfFeminine: Rule = (tokens, at) => {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token?.trail !== '' || !/^(?:\d{0,2}[02-9])?1$/.test(token.core)) return undefined;
  return feminine.test(next?.core ?? '') ? [frenchCardinal(Number(token.core), true)] : undefined;
};

/** `av. Foch`, `Me Dupont`, `no 3`: what follows tells what they stand for. */
const beforeName: Rule = (tokens, at) => {
  const [token, next] = [tokens[at], tokens[at + 1]];
  const named = /^\p{Lu}\p{Ll}/u.test(next?.core ?? '');
  if (token?.core === 'av' && token.trail === '.' && named) return ['avenue'];
  if (token?.core === 'Me' && token.trail === '' && named) return ['maître'];
  return token?.core === 'no' && token.trail === '' && /^\d/.test(next?.core ?? '') ? ['numéro'] : undefined;
};

/** `St-Étienne`, `Ste-Anne`. */
const saint: Rule = (tokens, at) => {
  const match = /^(Ste?)-(\p{Lu}.*)$/u.exec(tokens[at]?.core ?? '');
  return match ? [`${match[1] === 'St' ? 'saint' : 'sainte'} ${match[2]}`] : undefined;
};

export const frenchRules: readonly Rule[] = [
  spacedTime,
  spanOfHours,
  joinedTime,
  romanOrdinal,
  romanNumber,
  forExample,
  height,
  countOfFeminine,
  beforeName,
  saint,
];
