import { expect, test } from 'vitest';
import { readAloud } from './read-aloud.ts';

test.each([
  ['es', '30 % de 1.200', 'treinta por ciento de mil doscientos'],
  ['es', '16, 21, 35, 100, 101, 500', 'dieciséis veintiuno treinta y cinco cien ciento uno quinientos'],
  ['es', '21.000 y 1.000.000', 'veintiún mil y un millón'],
  ['es', '2,5 km en 1998', 'dos coma cinco kilómetros en mil novecientos noventa y ocho'],
  ['es', '1 km por 3,50 €', 'un kilómetro por tres euros con cincuenta'],
  ['it', '30% di 1.200', 'trenta per cento di mille duecento'],
  ['it', '21, 28, 123', 'ventuno ventotto centoventitré'],
  ['it', '1 € e 1.000.000', 'un euro e un milione'],
  ['it', '1998', 'mille novecentonovantotto'],
  ['pt', '30% de 1.200', 'trinta por cento de mil e duzentos'],
  ['pt', '21, 100, 101, 2.005', 'vinte e um cem cento e um dois mil e cinco'],
  ['pt', 'R$ 5,50', 'cinco reais e cinquenta centavos'],
  ['pt', '2,5 km', 'dois vírgula cinco quilômetros'],
] as const)('%s reads %s', (language, written, spoken) => expect(readAloud(written, language)).toBe(spoken));
