import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/infra/artifacts/canonical-json.ts';
import { inputKey } from '../../../src/infra/artifacts/input-key.ts';

describe('canonicalJson', () => {
  it('sorts members by name at every depth and writes no spaces', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 'x' }], a: null })).toBe('{"a":null,"b":[{"c":"x","d":1}]}');
  });

  it('agrees with JSON.stringify on what it drops and how it writes values', () => {
    const value = { z: undefined, a: [undefined, -0, 1e21, '\u2028"\ud800'], when: new Date(0), f: () => 1 };
    expect(canonicalJson(value)).toBe(JSON.stringify({ a: value.a, when: value.when }));
  });

  it('sorts by code unit, as RFC 8785 does', () => {
    expect(canonicalJson({ '😀': 1, '\ufb33': 2, é: 3, '1': 4, '10': 5, '2': 6 })).toBe(
      '{"1":4,"10":5,"2":6,"é":3,"😀":1,"\ufb33":2}',
    );
  });

  it('keeps a member named __proto__', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it.each([
    ['NaN', { duration: Number.NaN }, '$.duration'],
    ['a map', { cues: [new Map()] }, '$.cues[0]'],
    ['bytes', { audio: Buffer.from('x') }, '$.audio'],
    ['a bigint', 1n, '$'],
    ['nothing', undefined, '$'],
  ])('refuses %s and says where it stands', (_what, value, at) => {
    expect(() => canonicalJson(value)).toThrow(`the value at ${at} cannot be kept as JSON`);
  });
});

describe('inputKey', () => {
  it('is the same for equal inputs and another for any other', () => {
    const key = inputKey('renderScene', { scene: 1, style: { font: 'Inter', size: 64 } });
    expect(key).toMatch(/^renderScene\/[0-9a-f]{64}$/);
    expect(inputKey('renderScene', { style: { size: 64, font: 'Inter' }, scene: 1 })).toBe(key);
    expect(inputKey('renderScene', { style: { size: 65, font: 'Inter' }, scene: 1 })).not.toBe(key);
  });

  it('refuses a stage that would not be a folder name', () => {
    expect(() => inputKey('../x', {})).toThrow('inputKey');
  });
});
