import type { Language } from '../../../contracts/languages.ts';

type Stemmer = (word: string) => string;

const stemmers: Partial<Record<Language, Stemmer>> = {
  en: stemEnglish,
  fr(word) {
    const singular = word.replace(/eaux$/, 'eau').replace(/([^e])aux$/, '$1al');
    return singular.replace(/[sx]$/, '').replace(/(?<=...)e$/, '');
  },
  es: stemIberian,
  pt: stemIberian,
  it: (word) => (word.length < 5 ? word.replace(/[eiao]$/, '') : word.replace(/h?[eiao]$/, '')),
  de: (word) => word.replace(/(?<=...)(?:ern|en|er|es|e|n|s)$/, ''),
  ar: (word) => word.replace(/^(?:وال|بال|كال|فال|لل|ال)(?=...)/, '').replace(/(?<=...)(?:ات|ون|ين|ها|ه|ة|ي)$/, ''),
  he: (word) => word.replace(/^(?:[לבכמש]ה?(?=....)|וה(?=...)|[הו](?=..))/, '').replace(/(?<=..)(?:ים|ות|ה)$/, ''),
  hi: (word) => word.replace(/(?<=..)(?:ियों|ियाँ|ियां|ओं|ों|ें|ाँ|ां|ी|े|ा|ो)$/, ''),
  ko: (word) =>
    word.replace(
      /(?<=.)(?:에서는|에서|에게|으로|까지|부터|처럼|들은|들이|들을|은|는|이|가|을|를|의|에|로|와|과|도|만|들)$/,
      '',
    ),
};

/** Folds plurals and the commonest endings, so that `tentacles` finds `tentacle`. Light on purpose: a false match shows a wrong picture. */
export function stem(word: string, language: Language): string {
  if (/\p{Script=Latin}/u.test(word) && word.length < 4) return word;
  return stemmers[language]?.(word) ?? word;
}

function stemIberian(word: string): string {
  const singular = word
    .replace(/(oes|aes)$/, 'ao')
    .replace(/ces$/, 'z')
    .replace(/(?<=[^aeiou])es$/, '')
    .replace(/s$/, '');
  return singular.replace(/(?<=...)[aoe]$/, '');
}

function stemEnglish(word: string): string {
  let base = word;
  if (/(ss|us|is)$/.test(base)) return base;
  if (base.endsWith('ies')) base = `${base.slice(0, -3)}y`;
  else if (/(ch|sh|x|z|ss|us|o)es$/.test(base)) base = base.slice(0, -2);
  else if (base.endsWith('s')) base = base.slice(0, -1);
  const verb = /^(.*[aeiouy].*)(?:ing|ed)$/.exec(base)?.[1];
  if (verb && verb.length >= 3) base = verb.replace(/([^aeiouls])\1$/, '$1');
  return base.replace(/(?<=...)e$/, '').replace(/y$/, 'i');
}
