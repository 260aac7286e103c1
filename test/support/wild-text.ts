import { seededRandom } from '../../src/engines/writing/random.ts';

const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));

// What words are made of, script by script.
const letters: readonly (readonly string[])[] = [
  [...'abcdefghijklmnopqrstuvwxyzéàçñßœøåİıſ'],
  [...'ΑΒΓΔαβγδεζηθικλμνξοπρσςτυφχψωάέή'],
  [...'абвгдежзийклмнопрстуфхцчшщъыьэюяёїў'],
  [...from(0x0621, 0x064a), '\u064b', '\u0651', 'پ', 'ی', '\u200c'],
  [...from(0x05d0, 0x05ea), '\u05b0', '\ufb2a'],
  ['क', 'ख', 'ग', 'त', 'न', 'म', 'र', 'ष', 'ि', 'ा', '्', 'ं', '\u0958', 'क्ष', '\u200d'],
  ['ก', 'ข', 'น', 'ม', 'ร', 'ส', 'า', 'ิ', 'ี', '่', '้', 'เ', 'แ', 'ความ', 'ประเทศ'],
  [...'量子力学的历史物理章鱼有三颗心臓と海の中で生きるカタカナｶﾞ々、。（）'],
  [...'한국어문어는심장이셋', 'ᄒ', 'ᅡ', 'ᆫ', '\u3164'],
  [...'0123456789٠١٢๓四'],
];
const emoji = ['🐙', '👩‍👩‍👧‍👦', '🏳️‍🌈', '🇫🇷', '🇯🇵', '🇫', '👍🏽', '🧑🏿‍🚀', '1️⃣', '#️⃣', '❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '😶‍🌫️', '\u{1fae8}'];
const marks = ['\u0301', '\u0338', '\u0327', '\u20dd', 'e\u0301\u0323', 'Z\u0351\u036b\u0343', '\ufe0f', '\u{e0100}'];
const directions = ['\u200e', '\u200f', '\u061c', '\u202a', '\u202c', '\u202e', '\u2066', '\u2067', '\u2069'];
const breaks = ['\n', '\n\n\n', '\r\n', '\r', '\u2028', '\u2029', '\v', '\u0085'];
const spaces = [' ', '   ', '\t', '\u00a0', '\u202f', '\u3000', '\u2003'];
const controls = ['\u0000', '\u0007', '\u001b', '\u007f', '\u009f', '\ufffe', '\u{1ffff}', '\ufdd0'];
const unseen = ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u180e', '\u{e0001}', '\ufff9', '\u2800', '\u115f'];
const halves = ['\ud83d', '\udc19', '\udc00\ud800'];
const signs = [
  '<',
  '>',
  '<b>',
  '</3',
  '->',
  ',',
  '"',
  '#',
  '##',
  '＃',
  '&',
  '…',
  '“',
  '«',
  ':',
  ';',
  '-',
  '—',
  '!',
  '(',
  '\\',
  '/',
];
const pieces = [
  ...['#octopus', '#章鱼', '#3', ' #a#b', '0:00', '\n1:15 Two', 'https://example.org/a#b', 'C#', '&amp;', '{{x}}'],
  ...['\n\nCredits:\nMusic: Calm', '\n\nChapters:\n0:00 One', '\n\nNarrated by a synthetic voice.', '\n\n#sea #blue'],
];
const odd = [emoji, marks, directions, breaks, spaces, controls, unseen, halves, signs, pieces];

export interface WildText {
  /** Of up to `length` pieces, most of them letters of a script or two; now and then nothing but one odd kind of thing. */
  text(length: number): string;
  /** From 0 to the number below `end`. */
  below(end: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** Texts as bad as they come: all scripts, emoji of many parts, marks, controls, halves of characters; the same for a seed. */
export function wildText(seed: string): WildText {
  const random = seededRandom(seed);
  const below = (end: number) => Math.floor(random() * end);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;

  function text(length: number): string {
    const favourite = pick(letters);
    const only = random() < 0.08 ? pick(odd) : undefined;
    // None at all makes very long words.
    const spaced = pick([0, 0.1, 0.2]);
    const strange = pick([0.01, 0.1, 0.5]);
    return Array.from({ length: below(length + 1) }, () => {
      if (only) return pick(only);
      const kind = random();
      if (kind < strange) return pick(pick(odd));
      if (kind < strange + spaced) return ' ';
      return pick(kind < 0.95 ? favourite : pick(letters));
    }).join('');
  }
  return { text, below, pick };
}
