import { isOfflineLanguage, type Language, type OfflineLanguage } from '../../contracts/languages.ts';
import { capitalized, cutCharacters, keyPhrases } from './phrases.ts';
import { foldSpaces } from './sentences.ts';

export type TopicKind = 'question' | 'claim' | 'subject';

/** What can be told of a topic from its words alone. */
export interface TopicReading {
  kind: TopicKind;
  /** The topic as a title: capital first, question mark last, at most 100 characters. */
  title: string;
  /** The topic as a sentence for the voice; missing when most of its letters are not Latin, or it has none. */
  spoken?: string;
  /** The topic without question words, articles and quotes: what it is about. */
  subject: string;
  /** Key phrases, those of the subject first; a capital that only began the sentence is taken back. */
  phrases: string[];
}

// Openings of a question, longest first within a language; what follows is the subject.
const questionOpenings: Record<OfflineLanguage, RegExp> = {
  en: /^(?:how (?:to|many|much|long|far|old|big|fast|come)|what(?:'s|’s)?|who(?:'s|’s)?|why|how|when|where|which|is it true that|can you|do you know|did you know that)\b/i,
  fr: /^(?:d['’]où|pourquoi|comment|combien(?: de)?|quand|où|qui|que|quoi|quel(?:le)?s?|qu['’]est-ce qu(?:e|['’])|est-ce qu(?:e|['’])|c['’]est quoi)(?=[\s,]|$|(?<=['’]))/i,
  es: /^¿?\s*(?:por qué|para qué|qué|cómo|cuándo|dónde|cuánt[oa]s?|quién(?:es)?|cuál(?:es)?|es verdad que)(?=\s|$)/i,
  it: /^(?:perché|come mai|come|quando|dove|dov['’]è|chi|che cos['’]è|che cosa|cos['’]è|cosa|quant[oaie]|qual[ei]?|è vero che)(?=\s|$)/i,
  pt: /^(?:por que|por quê|porque|o que|como|quando|onde|quem|quant[oa]s?|qual|quais|é verdade que)(?=\s|$)/i,
};

// What stands between the question word and the subject.
const auxiliaries: Record<OfflineLanguage, RegExp> = {
  en: /^(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have|had|might|must)\s+/i,
  fr: /^(?:est-ce qu(?:e\s+|['’])|est|sont|était|fait-on|peut-on|dit-on)\s*/i,
  es: /^(?:es|son|era|eran|fue|hay|se|está|están)\s+/i,
  it: /^(?:è|sono|era|erano|fu|si|c['’]è|ci sono)\s+/i,
  pt: /^(?:é que|é|são|era|eram|foi|há|se|está|estão)\s+/i,
};

const articles: Record<OfflineLanguage, RegExp> = {
  en: /^(?:the|an?|some)\s+/i,
  fr: /^(?:(?:les?|la|des?|du|une?)\s+|l['’])/i,
  es: /^(?:el|la|los|las|una?|unos|unas)\s+/i,
  it: /^(?:(?:il|lo|la|gli|le|i|una?|uno|dei|degli|delle)\s+|l['’]|un['’])/i,
  pt: /^(?:os?|as?|uma?|uns|umas)\s+/i,
};

// `How to cook pasta`: one looks for the pasta.
const howToDo = /^(how to) \p{L}+(?= \p{L}+|\s*["“])/iu;

// `Comment fonctionne un aimant`: a verb, then the article of what it is about.
const verbFirst: Partial<Record<OfflineLanguage, RegExp>> = {
  fr: /^\p{Ll}+\s+(?=(?:les?|la|des?|du|une?)\s|l['’])/u,
  es: /^\p{Ll}+\s+(?=(?:el|la|los|las|una?)\s)/u,
  it: /^\p{Ll}+\s+(?=(?:il|lo|la|gli|le|i|una?|uno)\s|l['’]|un['’])/u,
  pt: /^\p{Ll}+\s+(?=(?:os?|as?|uma?)\s)/u,
};

// A finite verb or a negation in the midst: the topic claims something.
const verbs: Record<OfflineLanguage, RegExp> = {
  en: /\s(?:is|are|was|were|has|have|had|can|can't|cannot|could|will|won't|would|never|always|does|do|don't|doesn't|makes?|causes?|kills?|lives?|lasts?|works?)\s/i,
  fr: /\s(?:est|sont|était|étaient|ont|peut|peuvent|fait|font|ne|n['’]\S+|rend|tue|vit|vivent|dure)\s/i,
  es: /\s(?:es|son|era|eran|está|están|ha|han|tiene|tienen|puede|pueden|hace|hacen|nunca|no|se)\s/i,
  it: /\s(?:è|sono|era|erano|ha|hanno|può|possono|fa|fanno|non|si)\s/i,
  pt: /\s(?:é|são|era|eram|está|estão|tem|têm|pode|podem|faz|fazem|nunca|não)\s/i,
};

const nothing = /(?!)/;

/** What a language's questions and claims look like; of one nobody has described, a question shows by its mark only. */
function grammarOf(language: Language) {
  const known = isOfflineLanguage(language) ? language : undefined;
  return {
    opening: known ? questionOpenings[known] : nothing,
    auxiliary: known ? auxiliaries[known] : nothing,
    article: known ? articles[known] : nothing,
    verbFirst: (known && verbFirst[known]) ?? nothing,
    verb: known ? verbs[known] : nothing,
  };
}

// The voice reads out or stumbles over them.
const unspoken =
  /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f\u20e3<>{}[\]|\\^_~`*#]/gu;

export function readTopic(topic: string, language: Language): TopicReading {
  const text = foldSpaces(topic);
  const kind = kindOf(text, language);
  const title = cutCharacters(asTitle(text, kind, language), 100);
  const spoken = asSentence(text, kind, language);
  const subject = subjectOf(text, language);
  return { kind, title, subject, phrases: phrasesOf(text, subject, language), ...(spoken && { spoken }) };
}

function kindOf(text: string, language: Language): TopicKind {
  const { opening, verb } = grammarOf(language);
  if (/[?？؟]/.test(text) || opening.test(text)) return 'question';
  return verb.test(` ${text} `) ? 'claim' : 'subject';
}

function asTitle(text: string, kind: TopicKind, language: Language): string {
  const title = capitalized(text.replace(/(?<!\.)\.$/, ''), language);
  if (kind !== 'question' || /[?？؟!…]/.test(title)) return title;
  return asks(title, language) ? asked(title, language) : title;
}

/** Whether words without a question mark ask directly: `why do cats purr`, but not `why cats purr`, `how to cook pasta`. */
function asks(text: string, language: Language): boolean {
  if (language !== 'en') return true;
  const rest = text.replace(questionOpenings.en, '').trim();
  return auxiliaries.en.test(rest) || /^how (?:many|much|long|far|old|big|fast)|^wh\w+['’]s\b/i.test(text);
}

function asked(text: string, language: Language): string {
  if (language === 'fr') return `${text}\u00a0?`;
  return language === 'es' && !text.startsWith('¿') ? `¿${text}?` : `${text}?`;
}

function asSentence(text: string, kind: TopicKind, language: Language): string | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = text.match(/\p{Script=Latin}/gu) ?? [];
  const readable = letters.length > 0 ? latin.length >= letters.length * 0.7 : /\p{N}/u.test(text);
  if (!readable) return undefined;
  const bare = foldSpaces(text.replace(unspoken, ' ')).replace(/\s+(?=[,.])/g, '');
  const sentence = asTitle(bare, kind, language).replace(/[\s,;:–—-]+$/u, '');
  return /[.!?…]["”»’')]*$/u.test(sentence) ? sentence : `${sentence}.`;
}

function subjectOf(text: string, language: Language): string {
  const bare = foldSpaces(text.replace(/["“”«»„*_`]/g, '').replace(unspoken, ' '));
  const [clause = bare] = bare.split(/[:;?？؟!(–—]|\s-\s/u).filter((part) => keyPhrases(part, language).length > 0);
  const { opening, auxiliary, article, verbFirst: inverted } = grammarOf(language);
  let subject = clause
    .replace(/^[¿¡\s]+/, '')
    .replace(opening, '')
    .trim();
  if (subject !== clause.trim()) {
    subject = subject.replace(auxiliary, '').trim();
    subject = subject.replace(inverted, '');
  }
  subject = subject.replace(article, '').replace(/(\p{L})-(?:t-)?(?:ils?|elles?|on)(?=\s|$)/gu, '$1');
  subject = subject.replace(/[\s.,]+$/, '');
  return subject || bare || text;
}

function phrasesOf(text: string, subject: string, language: Language): string[] {
  const seen = new Set<string>();
  const phrases = keyPhrases(text.replace(howToDo, '$1: '), language);
  const inSubject = (phrase: string) => subject.toLowerCase().includes(phrase.toLowerCase());
  return [...phrases.filter(inSubject), ...phrases.filter((phrase) => !inSubject(phrase))]
    .map((phrase) =>
      phrase === text || /^\p{Lu}.*\s\p{Lu}/u.test(phrase) ? phrase : lowerFirst(phrase, text, language),
    )
    .filter((phrase) => phrase.length <= 60 && !seen.has(phrase.toLowerCase()) && seen.add(phrase.toLowerCase()));
}

/**
 * The phrases that still mean something by themselves, the likeliest first. In a question or a claim a single word
 * further on is as often a verb as a thing.
 */
export function topicTerms({ kind, subject, phrases }: TopicReading): string[] {
  if (kind === 'subject') return [...new Set([subject, ...phrases])];
  return phrases.filter((phrase, index) => index === 0 || / /.test(phrase));
}

/** A capital that only begins the sentence is taken back; one inside it is a name's. */
function lowerFirst(phrase: string, text: string, language: Language): string {
  const begins = text.replace(/^[^\p{L}\p{N}]+/u, '').startsWith(phrase);
  return begins && /^\p{Lu}\p{Ll}/u.test(phrase)
    ? phrase.charAt(0).toLocaleLowerCase(language) + phrase.slice(1)
    : phrase;
}
