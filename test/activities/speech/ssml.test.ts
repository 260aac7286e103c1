import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeSsml } from '../../../src/activities/speech/ssml.ts';
import { textOfSsml } from '../../emulators/ssml-text.ts';

it('says in SSML what the text says, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = text.replace(/(?![\t\n\r])[\0-\x1F]|[\uFFFE\uFFFF]/g, '');
      expect(textOfSsml(`<speak>${escapeSsml(text)}</speak>`).text).toBe(plain);
    }),
  );
});

it('leaves out what XML has no place for: controls, halves of characters', () => {
  expect(escapeSsml('a\0b\u001Fc\uD83Dd\uFFFEe\tf🐙')).toBe('abcde\tf🐙');
});
