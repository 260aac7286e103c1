import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Failure } from '../../contracts/failures.ts';

/** scrypt's parameters (RFC 7914): `2 ** logN` blocks of `128 * r` bytes, `p` times. */
export interface PasswordCost {
  logN: number;
  r: number;
  p: number;
}

export interface Passwords {
  /** `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`: all that is needed to check it later, whatever the cost is then. */
  hash(password: string): Promise<string>;
  /** Whether it is the password that was stored. Where nothing was stored it takes the time of a wrong one. */
  verify(password: string, stored: string | undefined): Promise<boolean>;
  /** Whether it was stored at another cost than passwords are now. */
  isOutdated(stored: string): boolean;
}

/**
 * OWASP's Password Storage Cheat Sheet names this beside N=2^17, p=1 as equally strong: a third of a second on one core,
 * in 32 MiB instead of 128.
 */
const presentCost: PasswordCost = { logN: 15, r: 8, p: 3 };
const saltBytes = 16;
const hashBytes = 32;
// Node has four threads for this, for files and for the signatures of tokens: those have to go on during a flood of logins.
const mostAtOnce = 2;
// Fifty take seven seconds: who comes later would rather be told.
const mostWaiting = 50;

interface Stored {
  cost: PasswordCost;
  salt: Buffer;
  hash: Buffer;
}

/** Hashes and checks passwords, few at a time. */
export function createPasswords(cost: PasswordCost = presentCost): Passwords {
  const decoy: Stored = { cost, salt: Buffer.alloc(saltBytes), hash: Buffer.alloc(hashBytes) };
  const waiting: (() => void)[] = [];
  let running = 0;

  async function derive(password: string, salt: Buffer, by: PasswordCost): Promise<Buffer> {
    if (running < mostAtOnce) running++;
    else if (waiting.length < mostWaiting) await new Promise<void>((resolve) => waiting.push(resolve));
    else throw new Failure('Unavailable', 'too many logins are being checked: try again', { retryAfterMs: 10_000 });
    try {
      return await stretch(password, salt, by);
    } finally {
      // The next one takes over the place.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }

  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      return write({ cost, salt, hash: await derive(password, salt, cost) });
    },
    async verify(password, stored) {
      const { cost: by, salt, hash } = stored === undefined ? decoy : read(stored);
      const same = timingSafeEqual(await derive(password, salt, by), hash);
      return same && stored !== undefined;
    },
    isOutdated(stored) {
      const { cost: by } = read(stored);
      return by.logN !== cost.logN || by.r !== cost.r || by.p !== cost.p;
    },
  };
}

function stretch(password: string, salt: Buffer, { logN, r, p }: PasswordCost): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: 2 * 128 * r * 2 ** logN };
  return new Promise((resolve, reject) => {
    // The same password typed on another keyboard may come in other code points.
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function write({ cost: { logN, r, p }, salt, hash }: Stored): string {
  return `$scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

function read(stored: string): Stored {
  const [, logN, r, p, salt, hash] = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]{43})$/.exec(stored) ?? [];
  if (!salt || !hash) throw new Error('a stored password is not one this program wrote');
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}
