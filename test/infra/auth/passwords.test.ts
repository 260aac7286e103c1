import crypto, { type scrypt } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPasswords } from '../../../src/infra/auth/passwords.ts';

// Test files share their modules: what is watched has to be the function that `passwords.ts` has imported already.
const derived = vi.spyOn(crypto, 'scrypt');
syncBuiltinESMExports();
beforeEach(() => void derived.mockClear());
afterAll(() => {
  derived.mockRestore();
  syncBuiltinESMExports();
});

const cheap = { logN: 4, r: 8, p: 1 };
const costsPaid = () => derived.mock.calls.map(([, , length, options]) => ({ length, ...options }));

describe('a password', () => {
  it('is stored with its cost and a salt of its own, and told from others', async () => {
    const passwords = createPasswords(cheap);
    const [one, other] = [await passwords.hash('four words will do'), await passwords.hash('four words will do')];
    expect(one).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(other);
    expect(await passwords.verify('four words will do', one)).toBe(true);
    expect(await passwords.verify('four words will do', other)).toBe(true);
    expect(await passwords.verify('four words will don’t', one)).toBe(false);
    expect(await passwords.verify('', one)).toBe(false);
  });

  it("costs 32 MiB three times over, one of OWASP's equal choices", async () => {
    await createPasswords().hash('four words will do');
    expect(costsPaid()).toMatchObject([{ N: 2 ** 15, r: 8, p: 3 }]);
  });

  it('costs the same for a user there is not: one derivation by the same parameters', async () => {
    const passwords = createPasswords(cheap);
    const stored = await passwords.hash('four words will do');
    derived.mockClear();
    expect(await passwords.verify('wrong', stored)).toBe(false);
    expect(await passwords.verify('wrong', undefined)).toBe(false);
    const [known, unknown, ...more] = costsPaid();
    expect(more).toEqual([]);
    expect(unknown).toEqual(known);
  });

  it('is checked by the cost it was stored at, and known as outdated', async () => {
    const stored = await createPasswords(cheap).hash('four words will do');
    const dearer = createPasswords({ ...cheap, logN: 5 });
    expect(await dearer.verify('four words will do', stored)).toBe(true);
    expect([dearer.isOutdated(stored), createPasswords(cheap).isOutdated(stored)]).toEqual([true, false]);
  });

  it('is the same whichever way its accents are typed', async () => {
    const passwords = createPasswords(cheap);
    const stored = await passwords.hash('caf\u00e9 cr\u00e8me br\u00fbl\u00e9e');
    expect(await passwords.verify('cafe\u0301 cre\u0300me bru\u0302le\u0301e', stored)).toBe(true);
  });

  it('can hold any character', async () => {
    const passwords = createPasswords(cheap);
    const odd = 'a\0b\ud800 🐙 and so on';
    expect(await passwords.verify(odd, await passwords.hash(odd))).toBe(true);
    expect(await passwords.verify('a', await passwords.hash(odd))).toBe(false);
  });

  it('that was not stored by us is a defect, not a wrong password', async () => {
    await expect(createPasswords(cheap).verify('x', 'plain')).rejects.toThrow('not one this program wrote');
  });
});

it('works on two passwords at once, lets fifty wait, and refuses the rest', async () => {
  const waiting: (() => void)[] = [];
  derived.mockImplementation(((_password, _salt, length, _options, done) => {
    waiting.push(() => done(null, Buffer.alloc(length)));
  }) as typeof scrypt);
  try {
    const passwords = createPasswords(cheap);
    const asked = Array.from({ length: 53 }, () => passwords.verify('wrong', undefined));
    await expect(asked[52]).rejects.toMatchObject({ type: 'Unavailable', retryAfterMs: 10_000 });
    expect(waiting).toHaveLength(2);
    for (let done = 0; done < 52; done++) {
      while (waiting.length === 0) await setImmediate();
      expect(waiting.length).toBeLessThanOrEqual(2);
      waiting.shift()?.();
    }
    expect(await Promise.all(asked.slice(0, 52))).toEqual(Array(52).fill(false));
    expect(derived).toHaveBeenCalledTimes(52);
  } finally {
    derived.mockReset();
  }
});
