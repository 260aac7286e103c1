import { join } from 'node:path';
import { expect, it } from 'vitest';
import { missingGlyphs } from '../../../src/engines/text/coverage.ts';
import { fontAdvice } from '../../../src/engines/text/font-advice.ts';
import { isKnownFont, knownFonts, registerFontFolder } from '../../../src/engines/text/fonts.ts';
import { testTools } from '../../support/tools.ts';

it.each([
  ['Latin with its accents', 'Œuvre, niño, São, perché? Größe « 3 000 € » — “x” №'],
  ['Arabic', 'سلام، عليكم؟ ١٢٣ ﷺ'],
  ['Hebrew with vowel signs', 'שָׁלוֹם עֲלֵיכֶם, „כן”'],
  ['Hindi with conjuncts', 'क्षत्रिय ज्ञान श्रृंखला प्रौद्योगिकी ।१२३'],
  ['Thai with tone marks', 'ที่ปรึกษา น้ำ ๆ ฯ ๑๒๓ ฿'],
  ['emoji of several characters, flags and keycaps', '🐙 👩‍🚀 👨‍👩‍👧‍👦 👍🏽 🇫🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 3️⃣ #️⃣'],
])('bundled fonts draw %s', (_, text) => {
  expect(missingGlyphs(text)).toEqual([]);
});

it('the font that the set-up fetches draws Chinese, Japanese and Korean', () => {
  registerFontFolder(join(testTools().models, '../fonts'));
  expect(missingGlyphs('章鱼有三颗心脏、「タコ」ー々ﾀ 한국어（１２％）！')).toEqual([]);
});

it('each character that no font can draw is named once and in order', () => {
  expect(missingGlyphs('a\u{E001}b\u{10FFFD}\u{E001}')).toEqual(['\u{E001}', '\u{10FFFD}']);
});

it('the advice names a font for each script', () => {
  expect(fontAdvice(['অ', 'আ', '漢'])).toBe(
    'install Noto Sans Bengali (Debian: fonts-noto-core) for অ (U+0985), আ (U+0986); ' +
      'install Noto Sans CJK (Debian: fonts-noto-cjk) for 漢 (U+6F22)',
  );
  expect(fontAdvice(['\u{10FFFD}'])).toBe('install a font that has them for \u{10FFFD} (U+10FFFD)');
  const many = Array.from({ length: 30 }, (_, index) => String.fromCodePoint(0x4e00 + index));
  expect(fontAdvice(many)).toMatch(/^install Noto Sans CJK .* and 22 more$/);
});

it('fonts are known by the names a style may use', () => {
  expect(isKnownFont('Lora Bold')).toBe(true);
  expect(isKnownFont('Comic Neue')).toBe(false);
  expect(knownFonts()).toEqual(expect.arrayContaining(['Anton', 'Bebas Neue', 'Inter Medium', 'Montserrat Black']));
});
