import type { Language } from '../../contracts/languages.ts';
import type { Disclosure } from '../../contracts/metadata.ts';

interface Sentences {
  voice: string;
  all: string;
  some: string;
}

const sentences: Record<Language, Sentences> = {
  en: {
    voice: 'Narrated by a synthetic voice.',
    all: 'Pictures drawn by software.',
    some: 'Some of the pictures were drawn by software.',
  },
  fr: {
    voice: 'Voix de synthèse.',
    all: 'Images dessinées par logiciel.',
    some: 'Certaines images sont dessinées par logiciel.',
  },
  es: {
    voice: 'Voz sintética.',
    all: 'Imágenes dibujadas por software.',
    some: 'Algunas imágenes están dibujadas por software.',
  },
  it: {
    voice: 'Voce sintetica.',
    all: 'Immagini disegnate da un software.',
    some: 'Alcune immagini sono disegnate da un software.',
  },
  pt: {
    voice: 'Voz sintética.',
    all: 'Imagens desenhadas por software.',
    some: 'Algumas imagens foram desenhadas por software.',
  },
  de: {
    voice: 'Künstliche Stimme.',
    all: 'Bilder von Software gezeichnet.',
    some: 'Einige Bilder sind von Software gezeichnet.',
  },
  ar: {
    voice: 'التعليق بصوت اصطناعي.',
    all: 'الصور من رسم برنامج حاسوبي.',
    some: 'بعض الصور من رسم برنامج حاسوبي.',
  },
  he: {
    voice: 'קריינות בקול מלאכותי.',
    all: 'התמונות צוירו בתוכנה.',
    some: 'חלק מהתמונות צוירו בתוכנה.',
  },
  hi: {
    voice: 'कृत्रिम आवाज़।',
    all: 'चित्र सॉफ़्टवेयर से बनाए गए हैं।',
    some: 'कुछ चित्र सॉफ़्टवेयर से बनाए गए हैं।',
  },
  th: {
    voice: 'เสียงบรรยายสังเคราะห์',
    all: 'ภาพวาดโดยซอฟต์แวร์',
    some: 'ภาพบางส่วนวาดโดยซอฟต์แวร์',
  },
  zh: {
    voice: '旁白为合成语音。',
    all: '画面由软件绘制。',
    some: '部分画面由软件绘制。',
  },
  ja: {
    voice: 'ナレーションは合成音声です。',
    all: '画像はソフトウェアによるものです。',
    some: '画像の一部はソフトウェアによるものです。',
  },
  ko: {
    voice: '내레이션은 합성 음성입니다.',
    all: '그림은 소프트웨어로 그렸습니다.',
    some: '일부 그림은 소프트웨어로 그렸습니다.',
  },
};

/** How the film was made, a sentence a line; nothing where a person's voice and pictures alone are in it. */
export function disclosed({ syntheticVoice, drawnPictures }: Disclosure, language: Language): string {
  const { voice, ...pictures } = sentences[language];
  return [...(syntheticVoice ? [voice] : []), ...(drawnPictures === 'none' ? [] : [pictures[drawnPictures]])].join(
    '\n',
  );
}

const known = new Set(Object.values(sentences).flatMap((each): string[] => Object.values(each)));

/** Whether all lines of a paragraph are such sentences, in any language. */
export function isDisclosure(paragraph: string): boolean {
  return paragraph.split('\n').every((line) => known.has(line));
}

/** What such a paragraph says, whatever its language. */
export function readDisclosure(paragraph: string): Disclosure {
  const lines = new Set(paragraph.split('\n'));
  const says = (what: keyof Sentences) => Object.values(sentences).some((each) => lines.has(each[what]));
  return { syntheticVoice: says('voice'), drawnPictures: says('all') ? 'all' : says('some') ? 'some' : 'none' };
}
