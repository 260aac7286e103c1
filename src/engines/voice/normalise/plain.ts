import type { Language, OfflineLanguage } from '../../../contracts/languages.ts';

/** How signs are named in a language whose figures the voice's own rules read. */
type Signs = Readonly<Record<string, string>>;

const signsOf: Readonly<Record<Exclude<Language, OfflineLanguage | 'de'>, Signs>> = {
  ar: {
    '%': 'بالمئة',
    '٪': 'بالمئة',
    '€': 'يورو',
    $: 'دولار',
    '£': 'جنيه',
    '&': 'و',
    '+': 'زائد',
    '=': 'يساوي',
    '°C': 'درجة مئوية',
    '°': 'درجة',
    km: 'كيلومتر',
    m: 'متر',
    cm: 'سنتيمتر',
    kg: 'كيلوغرام',
    كم: 'كيلومتر',
    كغ: 'كيلوغرام',
  },
  he: { '%': 'אחוז', '€': 'אירו', $: 'דולר', '₪': 'שקל', '&': 'ו', '+': 'פלוס' },
  hi: {
    '%': 'प्रतिशत',
    '€': 'यूरो',
    $: 'डॉलर',
    '₹': 'रुपये',
    '&': 'और',
    '+': 'जमा',
    '=': 'बराबर',
    '°C': 'डिग्री सेल्सियस',
    '°': 'डिग्री',
    km: 'किलोमीटर',
    m: 'मीटर',
    cm: 'सेंटीमीटर',
    kg: 'किलोग्राम',
    किमी: 'किलोमीटर',
    किग्रा: 'किलोग्राम',
  },
  th: { '%': 'เปอร์เซ็นต์', '฿': 'บาท', $: 'ดอลลาร์' },
  zh: {
    '€': '欧元',
    $: '美元',
    '¥': '元',
    '£': '英镑',
    '&': '和',
    '+': '加',
    '=': '等于',
    '°C': '摄氏度',
    '℃': '摄氏度',
    '°': '度',
    km: '公里',
    m: '米',
    cm: '厘米',
    kg: '公斤',
    '~': '到',
  },
  ja: { '%': 'パーセント', $: 'ドル', '¥': '円' },
  ko: {
    '%': '퍼센트',
    '€': '유로',
    $: '달러',
    '₩': '원',
    '&': '그리고',
    '+': '더하기',
    '=': '는',
    '°C': '섭씨',
    '℃': '섭씨',
    '°': '도',
    km: '킬로미터',
    m: '미터',
    cm: '센티미터',
    kg: '킬로그램',
    '~': '에서',
  },
};

// Currencies are written before the sum and said after it.
const sum = /^([€$£¥₩₹₪฿])([\d.,]+)(\p{L}*)$/u;
const signed = /^([-−]?[\d.,]*\d)(\D+)$/u;

/** A token without emoji and mark-up; its figures stay as they are. */
export function speakPlainly(core: string, language: keyof typeof signsOf): string {
  const signs = signsOf[language];
  if (language === 'zh' && /^[\d.,]+[%％]$/.test(core)) return `百分之${core.slice(0, -1)}`;
  const money = sum.exec(core);
  if (money) return `${money[2]}${money[3]} ${signs[money[1] ?? ''] ?? ''}`.trim();
  if (Object.hasOwn(signs, core)) return signs[core] ?? '';
  const counted = signed.exec(core);
  if (counted && Object.hasOwn(signs, counted[2] ?? '')) return `${counted[1]} ${signs[counted[2] ?? '']}`;
  let spoken = '';
  for (const [at, character] of [...core].entries()) {
    if (/[\p{L}\p{M}\p{N}]/u.test(character)) spoken += character;
    else if (/[.,:'’-]/.test(character) && isBetweenLetters(core, at)) spoken += character;
    else spoken += ` ${signs[character] ?? ''} `;
  }
  return spoken.replace(/\s+/g, ' ').trim();
}

/** `2.5`, `l'eau`: not the dot of `example.com`, which would end a sentence. */
function isBetweenLetters(core: string, at: number): boolean {
  const characters = [...core];
  const [before = '', sign = '', after = ''] = [characters[at - 1], characters[at], characters[at + 1]];
  if (/\d/.test(before) && /\d/.test(after)) return true;
  return /['’-]/.test(sign) && /\p{L}/u.test(before) && /\p{L}/u.test(after);
}
