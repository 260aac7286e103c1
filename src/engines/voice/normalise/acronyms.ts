/** Acronyms said letter by letter that the phonemizer would read as words. */
const englishSpelled =
  'AD AI ALS AR ATP CE ECG EEG EKG EPA ER ET EV FAQ HIV ICU IMF IOC IPO IQ ISS LED NIH NYU OS PO SOS UFC UN USP UX VIP WHO';

const frenchSpelled =
  'ADN AFP AI APL ARN ARNm ATP BCE CAC CEO CIA CRS CSA DVD ECG EPO EPR ESA ETA EV FAQ FBI FMI GPU HDMI HEC HIV IA INA IMC IMF ' +
  'IPO IRM ISBN ISS IST IUT IVG JO LCI MIT NBA NSA NYU OCDE OGM OMC OMS OPA ORL OS PIB PME PNB QI RER RIB RSA SA SARL SCI ' +
  'SPA SUV TER TVA UE UK ULM UPS URL USA UV UX VIH VIP';

const frenchLetters: Readonly<Record<string, string>> = {
  A: 'a',
  B: 'bé',
  C: 'cé',
  D: 'dé',
  E: 'euh',
  F: 'effe',
  G: 'gé',
  H: 'ache',
  I: 'i',
  J: 'ji',
  K: 'ka',
  L: 'elle',
  M: 'ème',
  N: 'enne',
  O: 'o',
  P: 'pé',
  Q: 'ku',
  R: 'erre',
  S: 'esse',
  T: 'té',
  U: 'u',
  V: 'vé',
  W: 'double vé',
  X: 'ixe',
  Y: 'i grec',
  Z: 'zède',
};

/** `CEO` and `CEOs`, each as it is spoken. */
export const englishAcronyms: Readonly<Record<string, string>> = Object.fromEntries(
  englishSpelled.split(' ').flatMap((acronym) => {
    const letters = `${[...acronym].join('.')}.`;
    return [
      [acronym, letters],
      [`${acronym}s`, `${letters}'s`],
    ];
  }),
);

export const frenchAcronyms: Readonly<Record<string, string>> = Object.fromEntries(
  frenchSpelled
    .split(' ')
    .map((acronym) => [acronym, [...acronym.toUpperCase()].map((letter) => frenchLetters[letter]).join(' ')]),
);
