import type { Language } from '../../../contracts/languages.ts';

// Ones from 1, tens from 10, as they are spelled between spaces or hyphens.
const spelled: Partial<Record<Language, { ones: string; tens: string; teens: string; hundred: string }>> = {
  en: {
    ones: 'one two three four five six seven eight nine',
    teens: 'eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    tens: 'ten twenty thirty forty fifty sixty seventy eighty ninety',
    hundred: 'hundred',
  },
  fr: {
    ones: 'un deux trois quatre cinq six sept huit neuf',
    teens: 'onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
    tens: 'dix vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix',
    hundred: 'cent',
  },
  es: {
    ones: 'uno dos tres cuatro cinco seis siete ocho nueve',
    teens: 'once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve',
    tens: 'diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
    hundred: 'cien',
  },
  it: {
    ones: 'uno due tre quattro cinque sei sette otto nove',
    teens: 'undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
    tens: 'dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta',
    hundred: 'cento',
  },
  pt: {
    ones: 'um dois três quatro cinco seis sete oito nove',
    teens: 'onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove',
    tens: 'dez vinte trinta quarenta cinquenta sessenta setenta oitenta noventa',
    hundred: 'cem',
  },
  de: {
    ones: 'ein zwei drei vier fünf sechs sieben acht neun',
    teens: 'elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
    tens: 'zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
    hundred: 'hundert',
  },
};

const readers = new Map<Language, (text: string) => string>();

/** Writes the small numbers of a text in digits: `forty-three meters` → `43 meters`; other languages stay as they are. */
export function readNumbers(text: string, language: Language): string {
  let read = readers.get(language);
  if (!read) {
    read = createReader(language);
    readers.set(language, read);
  }
  return read(text);
}

function createReader(language: Language): (text: string) => string {
  const words = spelled[language];
  if (!words) return (text) => text;
  const values = new Map<string, number>();
  for (const [index, word] of words.ones.split(' ').entries()) values.set(word, index + 1);
  for (const [index, word] of words.teens.split(' ').entries()) values.set(word, index + 11);
  for (const [index, word] of words.tens.split(' ').entries()) values.set(word, (index + 1) * 10);
  values.set(words.hundred, 100);
  const any = [...values.keys()].sort((a, b) => b.length - a.length).join('|');
  // `per cento` and `pour cent` are no hundred.
  const pattern = new RegExp(`(?<!\\p{L}|(?:per|pour|por) )(?:${any})(?:[\\s-](?:${any})(?!\\p{L}))*(?!\\p{L})`, 'giu');
  const single = new RegExp(any, 'giu');
  return (text) =>
    text.replace(pattern, (run) => {
      let total = 0;
      for (const [word] of run.matchAll(single)) {
        const value = values.get(word.toLowerCase()) ?? 0;
        total = value === 100 ? Math.max(1, total) * 100 : total + value;
      }
      return String(total);
    });
}
