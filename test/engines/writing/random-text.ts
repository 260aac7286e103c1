import { seededRandom } from '../../../src/engines/writing/random.ts';

const alphabets = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDÉÀÇÑÕœßøéèêçñãõ',
  '0123456789%€$.,:;!?…/\\"\'«»“”’()[]{}<>#&@*_~`|-–—',
  '量子力学的历史物理',
  'مرحباالعالم',
  'नमस्तेदुनिया',
];
const clusters = ['👩‍👩‍👧‍👦', '🐙', '🇫🇷', '👍🏽', 'é', '\u00a0', '\u202f', '\u200d', '\ud83d'];

/** Texts of up to `length` pieces out of many scripts, emoji, marks and halves of characters; the same for a seed. */
export function randomTexts(seed: string, count: number, length: number): string[] {
  const random = seededRandom(seed);
  const pick = <Item>(items: ArrayLike<Item>) => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: count }, () => {
    const favourite = pick(alphabets);
    return Array.from({ length: 1 + Math.floor(random() * length) }, () => {
      const kind = random();
      if (kind < 0.15) return ' ';
      if (kind < 0.2) return pick(clusters);
      return pick([...(kind < 0.7 ? favourite : pick(alphabets))]);
    }).join('');
  });
}
