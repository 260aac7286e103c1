/** About fifteen seconds of speech each: what a Short's narration is like, with figures and marks. */
export const sampleTexts = [
  {
    language: 'en',
    phonemes: 'en-us',
    voice: 'af_heart',
    text:
      'Octopuses have three hearts and blue blood. Two of the hearts pump blood through the gills, where it picks up ' +
      'oxygen. The third pushes it around the rest of the body. When an octopus swims, that heart stops beating, ' +
      'which is why it would rather crawl. Why blue? It carries copper instead of iron.',
  },
  {
    language: 'fr',
    phonemes: 'fr',
    voice: 'ff_siwis',
    text:
      'Le miel ne se gâte presque jamais. On en a retrouvé dans des tombes de 3 000 ans, encore bon à manger ! Il ' +
      'contient moins de 20 % d’eau, et beaucoup d’acide : les bactéries y meurent de soif. Fermez bien le pot, ' +
      'et il durera plus longtemps que vous.',
  },
  {
    language: 'es',
    phonemes: 'es',
    voice: 'ef_dora',
    text:
      'Los gatos duermen unas 14 horas al día. No es pereza: son cazadores, y cazar cansa. Guardan fuerzas para ' +
      'correr a 48 km/h durante unos segundos. Por eso, cuando tu gato duerme al sol, no pierde el tiempo; se ' +
      'prepara para la próxima carrera.',
  },
] as const;
