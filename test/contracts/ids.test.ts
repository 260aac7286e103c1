import { describe, expect, it } from 'vitest';
import { pipelineId, pipelineIdPattern, slug } from '../../src/contracts/ids.ts';

/** Mulberry32: the same texts on every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ranges = [
  [0x20, 0x7e],
  [0x00, 0x1f],
  [0xa0, 0x24f],
  [0x300, 0x36f],
  [0x400, 0x4ff],
  [0x600, 0x6ff],
  [0x2000, 0x206f],
  [0x4e00, 0x9fff],
  [0xd800, 0xdfff],
  [0xff00, 0xffef],
  [0x1f300, 0x1f6ff],
] as const;

function randomTopic(random: () => number): string {
  const pick = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const point = () => {
    const [low, high] = ranges[pick(0, ranges.length - 1)] as (typeof ranges)[number];
    return pick(low, high);
  };
  return String.fromCodePoint(...Array.from({ length: pick(0, 120) }, point));
}

describe('the id of a pipeline', () => {
  it('is readable', () => {
    expect(pipelineId('Why do octopuses have three hearts?', 'k3f9x2')).toBe(
      'why-do-octopuses-have-three-hearts-k3f9x2',
    );
  });

  it('is a safe file name and a known pattern for any topic at all', () => {
    const random = createRandom(7);
    for (let count = 0; count < 5000; count++) {
      const topic = randomTopic(random);
      const id = pipelineId(topic, 'abc234');
      expect(id, JSON.stringify(topic)).toMatch(pipelineIdPattern);
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(id.length).toBeLessThanOrEqual(47);
    }
  });

  it.each(['../../etc/passwd', '-rf', '.', '', 'a'.repeat(82), 'UPPER', 'a b', 'a\n'])(
    'is not %j: who asks for it is refused',
    (id) => {
      expect(id).not.toMatch(pipelineIdPattern);
    },
  );
});

describe('a slug', () => {
  it.each([
    ['L’été à Paris: 100 % français!', 'lete-a-paris-100-francais'],
    ["It's 'quoted'", 'its-quoted'],
    ['İstanbul ﬁlm Ⅷ', 'istanbul-film-viii'],
    ['为什么章鱼', ''],
    ['🐙', ''],
    ['../../etc/passwd', 'etc-passwd'],
    ['x'.repeat(60), 'x'.repeat(40)],
    [`${'word '.repeat(20)}`, 'word-word-word-word-word-word-word-word'],
  ])('of %j is %j', (text, expected) => {
    expect(slug(text)).toBe(expected);
  });

  it('breaks between words, not inside one', () => {
    expect(slug('one two three', 9)).toBe('one-two');
  });

  it('is a film’s when a topic has no letters of the alphabet', () => {
    expect(pipelineId('为什么', 'abc234')).toBe('film-abc234');
  });
});
