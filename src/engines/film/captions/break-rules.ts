import type { Language } from '../../../contracts/languages.ts';

interface BreakWords {
  /** A line must not end on these: articles, possessives, auxiliaries, negations, pronouns before their verb. */
  bindsForward: string;
  /** Prepositions and conjunctions: good to begin a line with, bad to end one on. */
  begins: string;
}

const breakWords: Record<Language, BreakWords> = {
  en: {
    bindsForward:
      "a an the this that these those my your his her its our their no not very i you he she it we they who is are was were am be been being has have had do does did will would can could may might must shall should don't doesn't isn't can't it's every each some any",
    begins:
      'and or but nor so yet because if when while where although though until unless since before after than as of in on at to for from with without by about into onto over under between through during against like which that who whose',
  },
  fr: {
    bindsForward:
      "le la les un une des du de d' l' ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ne n' pas très plus je tu il elle on nous vous ils elles me te se y est sont était étaient être a ont avait avoir va vont peut peuvent doit doivent fait chaque quelques aucun",
    begins:
      'et ou mais donc or ni car que qui quoi dont où quand lorsque si comme parce puisque pour par avec sans dans sur sous vers chez entre depuis pendant avant après à au aux en de du des contre selon malgré afin tandis',
  },
  es: {
    bindsForward:
      'el la los las un una unos unas lo este esta estos estas ese esa esos esas mi tu su mis tus sus nuestro nuestra no muy más yo tú él ella me te se nos le les es son era eran fue ser está están ha han había haber va van puede pueden debe deben hay cada algún ningún',
    begins:
      'y e o u pero sino que quien cual donde cuando como si porque aunque mientras para por con sin en sobre bajo entre desde hasta hacia según durante ante contra tras a al de del',
  },
  it: {
    bindsForward:
      "il lo la i gli le un uno una questo questa questi queste quel quella mio mia tuo tua suo sua nostro nostra loro non molto più io tu lui lei noi voi mi ti si ci vi è sono era erano essere ha hanno aveva avere va vanno può possono deve devono ogni qualche l' un'",
    begins:
      'e ed o ma però che chi cui dove quando come se perché anche mentre per con senza in su sotto tra fra da di a al alla del della dei delle nel nella sul sulla dal dalla contro durante',
  },
  pt: {
    bindsForward:
      'o a os as um uma uns umas este esta estes estas esse essa isso meu minha teu tua seu sua nosso nossa não muito mais eu tu ele ela nós eles elas me te se é são era eram foi ser está estão tem têm tinha ter vai vão pode podem deve devem há cada algum nenhum',
    begins:
      'e ou mas que quem qual onde quando como se porque embora enquanto para por com sem em sobre sob entre desde até segundo durante contra de do da dos das no na nos nas ao à pelo pela',
  },
};

const sets = new Map<Language, { bindsForward: Set<string>; begins: Set<string> }>();

function setsOf(language: Language) {
  let found = sets.get(language);
  if (!found) {
    const { bindsForward, begins } = breakWords[language];
    found = { bindsForward: new Set(bindsForward.split(' ')), begins: new Set(begins.split(' ')) };
    sets.set(language, found);
  }
  return found;
}

/** Ends of a line after which the sense is complete, from none to whole sentences. */
type Pause = 'none' | 'clause' | 'sentence';

const abbreviation =
  /^(?:\p{L}|dr|mr|mrs|ms|st|jr|sr|sra|mme|mlle|dra|sig|prof|etc|vs|av|env|p\.ex|e\.g|i\.e|\p{L}\.\p{L})\.$/iu;
const closing = /["'’”»)\]]*$/u;

/** How complete the sense is after this word, as its punctuation says. */
export function pauseAfter(word: string): Pause {
  const bare = word.replace(closing, '');
  if (/[!?…。！？؟]$/u.test(bare)) return 'sentence';
  if (bare.endsWith('.')) return abbreviation.test(bare) ? 'none' : 'sentence';
  return /[,;:،、—–]$/u.test(bare) ? 'clause' : 'none';
}

const onlyPunctuation = /^[^\p{L}\p{N}\p{Extended_Pictographic}]+$/u;
const opening = /^[«“‘([{¿¡]+$/u;

/** Costs of a break; the sizes only matter against each other and against those of `phrases.ts`. */
const costs = { punctuationApart: 200, binds: 14, name: 10, number: 8, plain: 4, begins: 1, clause: 0, sentence: 0 };

/** How bad it is to end a line or a caption after `word` when `next` follows. 0 is a perfect place. */
export function breakCost(word: string, next: string, language: Language): number {
  if (opening.test(word) || (onlyPunctuation.test(next) && !opening.test(next))) return costs.punctuationApart;
  const pause = pauseAfter(word);
  if (pause !== 'none') return costs[pause];
  const { bindsForward, begins } = setsOf(language);
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}'’]+$/gu, '')
      .replace(/’/g, "'");
  if (bindsForward.has(plain(word)) || begins.has(plain(word))) return costs.binds;
  if (/^\p{Lu}/u.test(word) && /^\p{Lu}/u.test(next)) return costs.name;
  if (/\d$/.test(word)) return costs.number;
  return begins.has(plain(next)) ? costs.begins : costs.plain;
}
