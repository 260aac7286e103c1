import { expect, it } from 'vitest';
import { createSealer } from '../../../src/infra/secrets/seal-text.ts';

const key = 'a secrets key of the tests, long enough';
const sealer = createSealer(key);
const kept = 'what nobody is to read: ключ 🔑';

it.each(['', 'x', kept, 'long '.repeat(1000)])('opens what it sealed: %.20j', (text) => {
  expect(sealer.open(sealer.seal(text, 'row 1'), 'row 1')).toBe(text);
});

it('shows nothing of the text, and writes the same one in another way each time', () => {
  const sealed = [sealer.seal(kept), sealer.seal(kept)];
  expect(sealed[0]).not.toBe(sealed[1]);
  for (const each of sealed) {
    expect(each).toMatch(/^v1\.[\w-]{8}\.[\w-]+$/);
    expect(Buffer.from(each.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('nobody');
  }
});

it('opens what an earlier release sealed', () => {
  expect(sealer.open('v1.BrPfZOOu.lojDLoMGnt4A8UqYCJ06WiP5ALaBRdWjPqW-zf_XKnyMFrxu5HVDsA', 'row 1')).toBe(
    'an old token',
  );
});

it('says that another key sealed it, and what to do', () => {
  const other = createSealer('another secrets key, just as long as that');
  expect(() => other.open(sealer.seal(kept))).toThrow(
    expect.objectContaining({
      type: 'InvalidInput',
      message:
        'the sign-in was encrypted with another FACELESS_SECRETS_KEY: set the old one, or sign in again with `./faceless youtube login`',
    }) as Error,
  );
});

it('opens nothing that was moved to another place', () => {
  const moved = expect.objectContaining({
    type: 'InvalidInput',
    message:
      'what is kept of the sign-in is damaged, or was moved here from another place: sign in again with `./faceless youtube login`',
  }) as Error;
  expect(() => sealer.open(sealer.seal(kept, 'row 1'), 'row 2')).toThrow(moved);
  expect(() => sealer.open(sealer.seal(kept, 'row 1'))).toThrow(moved);
});

it('opens nothing in which any one letter is changed, or that is cut anywhere', () => {
  const sealed = sealer.seal('token', 'row 1');
  for (let at = 0; at < sealed.length; at += 1) {
    // Bits of the last letter may be beyond the last byte: the highest one is not.
    const index = base64url.indexOf(sealed.charAt(at));
    const changed = sealed.slice(0, at) + base64url.charAt(index < 0 ? 0 : index ^ 32) + sealed.slice(at + 1);
    for (const spoilt of [changed, sealed.slice(0, at)]) {
      expect(() => sealer.open(spoilt, 'row 1'), spoilt).toThrow(
        expect.objectContaining({ type: 'InvalidInput' }) as Error,
      );
    }
  }
});
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

it('asks for the key when there is none', () => {
  const without = createSealer(undefined);
  const asked = expect.objectContaining({
    type: 'BadCredentials',
    message: expect.stringContaining('FACELESS_SECRETS_KEY is not set') as string,
  }) as Error;
  expect(() => without.seal(kept)).toThrow(asked);
  expect(() => without.open(sealer.seal(kept))).toThrow(asked);
});
