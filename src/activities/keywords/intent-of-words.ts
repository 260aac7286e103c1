import type { SearchIntent } from '../../contracts/keywords.ts';
import type { Language } from '../../contracts/languages.ts';

type Words = Partial<Record<SearchIntent, string>>;

// What people type when they want that, as a term is folded; alternatives are parted by `|`.
const tellingWords: Readonly<Record<Language, Words>> = {
  en: {
    transactional: 'buy|price|prices|cheap|discount|coupon|for sale|download|order',
    commercial: 'best|top|vs|versus|review|reviews|compare|comparison|alternative|alternatives',
    navigational: 'login|log in|sign in|official|website|homepage',
    informational:
      'what|why|how|when|where|who|which|do|does|did|is|are|can|explained|facts|history|meaning|guide|tutorial',
  },
  fr: {
    transactional: 'acheter|achat|prix|pas cher|promo|télécharger|commander',
    commercial: 'meilleur|meilleure|meilleurs|meilleures|avis|comparatif|comparaison|test|vs',
    navigational: 'connexion|site officiel|se connecter',
    informational: "pourquoi|comment|quand|où|qui|quel|quelle|c'est quoi|définition|explication|histoire|signification",
  },
  es: {
    transactional: 'comprar|precio|precios|barato|oferta|descargar',
    commercial: 'mejor|mejores|vs|opiniones|comparativa|comparación|reseña',
    navigational: 'iniciar sesión|sitio oficial|página oficial',
    informational: 'qué|que es|por qué|cómo|cuándo|dónde|quién|cuál|explicación|historia|significado|guía',
  },
  it: {
    transactional: 'comprare|acquistare|prezzo|prezzi|offerta|scaricare',
    commercial: 'migliore|migliori|vs|recensione|recensioni|confronto',
    navigational: 'accedi|login|sito ufficiale',
    informational: "perché|come|quando|dove|chi|quale|cos'è|cosa|spiegazione|storia|significato|guida",
  },
  pt: {
    transactional: 'comprar|preço|preços|barato|oferta|baixar',
    commercial: 'melhor|melhores|vs|avaliação|comparação|review',
    navigational: 'entrar|login|site oficial',
    informational: 'o que|por que|porque|como|quando|onde|quem|qual|explicação|história|significado|guia',
  },
  de: {
    transactional: 'kaufen|preis|preise|günstig|billig|angebot|bestellen|herunterladen',
    commercial: 'beste|bester|besten|test|vergleich|vs|erfahrungen|bewertung',
    navigational: 'login|anmelden|offizielle seite',
    informational: 'was|warum|wieso|wie|wann|wo|wer|welche|erklärt|erklärung|geschichte|bedeutung|anleitung',
  },
  ar: { transactional: 'شراء|سعر', commercial: 'أفضل|مقارنة|مراجعة', informational: 'لماذا|كيف|ما هو|ما هي|متى|أين' },
  he: {
    transactional: 'לקנות|קנייה|מחיר',
    commercial: 'השוואה|ביקורת|הכי טוב',
    informational: 'למה|מדוע|איך|מה זה|מתי|איפה',
  },
  hi: { transactional: 'खरीदें|कीमत', commercial: 'सबसे अच्छा|तुलना|रिव्यू', informational: 'क्या|क्यों|कैसे|कब|कहाँ' },
  th: { transactional: 'ซื้อ|ราคา', commercial: 'รีวิว|ดีที่สุด|เปรียบเทียบ', informational: 'ทำไม|อย่างไร|คืออะไร|วิธี' },
  zh: {
    transactional: '购买|价格|多少钱',
    commercial: '最好|推荐|评测|对比',
    informational: '什么|为什么|怎么|如何|原理',
  },
  ja: {
    transactional: '購入|通販|価格|値段',
    commercial: 'おすすめ|比較|ランキング|レビュー',
    informational: 'とは|なぜ|方法|やり方|仕組み',
  },
  ko: { transactional: '구매|가격', commercial: '추천|비교|후기|순위', informational: '왜|무엇|뭐|어떻게|방법|이유' },
};

// Words are joined to one another or to particles there.
const joining: readonly Language[] = ['th', 'zh', 'ja', 'ko'];

// Who asks how to buy is about to buy: the more particular comes first.
const order: readonly SearchIntent[] = ['transactional', 'commercial', 'navigational', 'informational'];

/** The intent that a folded term's own words tell; undefined when they tell none. */
export function intentOfWords(term: string, language: Language): SearchIntent | undefined {
  const words = tellingWords[language];
  return order.find((intent) => {
    const list = words[intent];
    if (!list) return false;
    const pattern = joining.includes(language) ? list : `(?<![\\p{L}\\p{M}])(?:${list})(?![\\p{L}\\p{M}])`;
    return new RegExp(pattern, 'u').test(term);
  });
}
