import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Failure } from '../../contracts/failures.ts';

/** Keeps secrets of people as text that tells nothing without the key. */
export interface Sealer {
  /** @param place what the text belongs to, such as the id of its row: it opens nowhere else */
  seal(text: string, place?: string): string;
  /** @throws Failure `InvalidInput` when another key sealed it, or it is damaged, or was moved here from another place */
  open(sealed: string, place?: string): string;
}

// AES-256-GCM (NIST SP 800-38D): a random nonce of 96 bits is safe for far more texts than there will ever be channels.
const cipher = 'aes-256-gcm';
const keyBytes = 32;
const idBytes = 6;
const nonceBytes = 12;
const tagBytes = 16;
const form = /^v1\.([\w-]{8})\.([\w-]+)$/;

/**
 * Seals as `v1.<id of the key>.<nonce, tag and text>`, the last two in base64url. Key and id come from the secret by HKDF with
 * SHA-256 (RFC 5869), the id by itself, so that it says nothing of the key.
 *
 * @param secretsKey what `FACELESS_SECRETS_KEY` has; without it nothing is sealed or opened: Failure `BadCredentials`
 */
export function createSealer(secretsKey: string | undefined): Sealer {
  const derive = (purpose: string, bytes: number) => {
    if (secretsKey === undefined) throw new Failure('BadCredentials', noKey);
    return Buffer.from(hkdfSync('sha256', secretsKey, '', `faceless seal-text v1 ${purpose}`, bytes));
  };
  const keyId = () => derive('id', idBytes).toString('base64url');
  const bound = (id: string, place: string) => Buffer.from(`v1.${id}.${place}`);

  return {
    seal(text, place = '') {
      const id = keyId();
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, derive('key', keyBytes), nonce).setAAD(bound(id, place));
      const bytes = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
      return `v1.${id}.${Buffer.concat([nonce, sealing.getAuthTag(), bytes]).toString('base64url')}`;
    },

    open(sealed, place = '') {
      const id = keyId();
      const [, sealedBy, kept = ''] = form.exec(sealed) ?? [];
      if (sealedBy === undefined) throw new Failure('InvalidInput', damaged);
      if (sealedBy !== id) throw new Failure('InvalidInput', anotherKey);
      const bytes = Buffer.from(kept, 'base64url');
      const nonce = bytes.subarray(0, nonceBytes);
      const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
      if (tag.length < tagBytes) throw new Failure('InvalidInput', damaged);
      const opening = createDecipheriv(cipher, derive('key', keyBytes), nonce, { authTagLength: tagBytes })
        .setAAD(bound(id, place))
        .setAuthTag(tag);
      try {
        return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString('utf8');
      } catch {
        throw new Failure('InvalidInput', damaged);
      }
    },
  };
}

const again = 'sign in again with `./faceless youtube login`';
const noKey =
  'the sign-ins of channels are kept encrypted, and FACELESS_SECRETS_KEY is not set: set the one they were made with';
const anotherKey = `the sign-in was encrypted with another FACELESS_SECRETS_KEY: set the old one, or ${again}`;
const damaged = `what is kept of the sign-in is damaged, or was moved here from another place: ${again}`;
