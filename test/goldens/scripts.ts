import type { Language } from '../../src/contracts/languages.ts';
import { type Script, scriptSchema } from '../../src/contracts/script.ts';

interface GoldenScene {
  narration: string;
  words?: string;
  keywords: string[];
}

const scenes: Readonly<
  Record<'en' | 'fr' | 'ar' | 'zh', { title: string; scenes: [GoldenScene, GoldenScene, GoldenScene] }>
> = {
  en: {
    title: 'Why do octopuses have three hearts?',
    scenes: [
      {
        narration: 'An octopus has three hearts, and two of them only serve the gills.',
        words: 'Three hearts',
        keywords: ['octopus', 'heart', 'sea'],
      },
      { narration: 'In 2018 the price rose by 40 % at the harbour market.', keywords: ['money', 'fish', 'harbour'] },
      {
        narration: 'Its blood is blue, because copper carries the oxygen instead of iron!',
        keywords: ['blood', 'drop', 'magnet'],
      },
    ],
  },
  fr: {
    title: 'Pourquoi le miel ne se gâte-t-il jamais ?',
    scenes: [
      {
        narration: 'Le miel se garde des siècles, parce qu’il contient très peu d’eau.',
        words: 'Des siècles',
        keywords: ['miel', 'abeille', 'pot'],
      },
      {
        narration: 'Moins de 20 % d’eau : les microbes meurent de soif, tout simplement.',
        keywords: ['eau', 'microbe'],
      },
      {
        narration: '« Où sont-elles ? » demande l’apiculteur, devant sa ruche vide.',
        keywords: ['abeille', 'fleur', 'maison'],
      },
    ],
  },
  ar: {
    title: 'لماذا تتلألأ النجوم؟',
    scenes: [
      {
        narration: 'تتلألأ النجوم لأن الهواء فوقنا يتحرك دائمًا، فينكسر ضوؤها.',
        words: 'ضوء النجوم',
        keywords: ['star', 'night', 'telescope'],
      },
      { narration: 'يقطع الضوء 300,000 كم في الثانية، ويصل بعد سنوات طويلة.', keywords: ['light', 'rocket', 'planet'] },
      {
        narration: 'أما تلسكوب Hubble فهو فوق الهواء، ولذلك يرى بوضوح!',
        keywords: ['telescope', 'satellite', 'earth'],
      },
    ],
  },
  zh: {
    title: '茶是怎样走遍世界的？',
    scenes: [
      { narration: '茶叶最早只是一种药，后来才变成每天的饮料。', words: '一片树叶', keywords: ['茶', '叶子', '杯'] },
      { narration: '1610年，第一批茶叶坐船到了欧洲，价格高得惊人。', keywords: ['船', '茶', '钱'] },
      { narration: '今天全世界每秒钟要喝掉两万五千杯茶！', keywords: ['世界', '杯子', '茶'] },
    ],
  },
};

export const goldenLanguages = Object.keys(scenes) as (keyof typeof scenes)[];

export function goldenScript(language: keyof typeof scenes): Script {
  const script = scenes[language];
  return scriptSchema.parse({
    title: script.title,
    language: language satisfies Language,
    scenes: script.scenes.map(({ narration, words, keywords }, index) => ({
      id: `s00${index + 1}`,
      narration,
      onScreenText: words,
      visual: { idea: narration, keywords },
    })),
    writer: { provider: 'brief' },
  });
}
