import { describe, expect, test } from 'vitest';
import { readAloud } from './read-aloud.ts';

const cases: Record<string, [written: string, spoken: string][]> = {
  nombres: [
    ['0 17 21 31', 'zéro dix-sept vingt et un trente et un'],
    [
      '70 71 77 80 81 91 99',
      'soixante-dix soixante et onze soixante-dix-sept quatre-vingts quatre-vingt-un quatre-vingt-onze quatre-vingt-dix-neuf',
    ],
    ['100, 200, 201', 'cent deux cents deux cent un'],
    ['1000 2000', 'mille deux mille'],
    ['1 200', 'mille deux cents'],
    ['1 200 000', 'un million deux cent mille'],
    ['12.345', 'douze mille trois cent quarante-cinq'],
  ],
  décimales: [
    ['2,5 3,14', 'deux virgule cinq trois virgule quatorze'],
    ['0,05', 'zéro virgule zéro cinq'],
    ['-1,5', 'moins un virgule cinq'],
  ],
  ordinaux: [
    ['1er 1ère 2e 5ème 9e', 'premier première deuxième cinquième neuvième'],
    ['XXe siècle', 'vingtième siècle'],
    ['Louis XIV', 'Louis quatorze'],
    ['Le 81e', 'Le quatre-vingt-unième'],
  ],
  argent: [
    ['4,50 €', 'quatre euros cinquante'],
    ['1 €', 'un euro'],
    ['21 £', 'vingt et une livres'],
    ['0,50€', 'cinquante centimes'],
    ['3 M€', "trois millions d'euros"],
    ['3 millions €', "trois millions d'euros"],
    ['10 k€', 'dix mille euros'],
  ],
  pourcentages: [
    ['30 %', 'trente pour cent'],
    ['30%', 'trente pour cent'],
    ['10-20 %', 'dix à vingt pour cent'],
  ],
  'dates et années': [
    ['le 3 mars 1998', 'le trois mars mille neuf cent quatre-vingt-dix-huit'],
    ['03/04/1998', 'trois avril mille neuf cent quatre-vingt-dix-huit'],
    ['1998-05-01', 'premier mai mille neuf cent quatre-vingt-dix-huit'],
    ['les années 90', 'les années quatre-vingt-dix'],
  ],
  heures: [
    ['14h30', 'quatorze heures trente'],
    ['14 h 30', 'quatorze heures trente'],
    ['1h', 'une heure'],
    ['21 h', 'vingt et une heures'],
    ['9:05', 'neuf heures cinq'],
  ],
  unités: [
    ['2,5 km', 'deux virgule cinq kilomètres'],
    ['1,5 km', 'un virgule cinq kilomètre'],
    ['2 m²', 'deux mètres carrés'],
    ['30 °C', 'trente degrés Celsius'],
    ['100 km/h', 'cent kilomètres par heure'],
    ['100 Mo', 'cent mégaoctets'],
  ],
  'abréviations et signes': [
    ['M. Dupont et Mme Curie', 'monsieur Dupont et madame Curie'],
    ['p. ex. etc.', 'par exemple et cétéra'],
    ['av. J.-C.', 'avant Jésus-Christ'],
    ['n° 5', 'numéro cinq'],
    ['chat & chien', 'chat et chien'],
    ['et/ou', 'et ou'],
    ['#1 a@b.fr', 'numéro un a arobase b point fr'],
    ['3/4 1/3', 'trois quarts un tiers'],
    ["l’eau d'1 an", "l'eau d'un an"],
  ],
};

describe('le français se lit comme il se dit', () => {
  for (const [kind, pairs] of Object.entries(cases)) {
    test.each(pairs)(`${kind} : %s`, (written, spoken) => expect(readAloud(written, 'fr')).toBe(spoken));
  }
});
