import { Failure, type FailureType } from '../../contracts/failures.ts';

const unavailable = ['ProviderUnavailable', 'start it or wait for it, then retry'] as const;
const unusable = ['InvalidInput', 'make it a folder this user can write to, or choose another FACELESS_HOME'] as const;
const full = ['DiskFull', 'free some space, then retry'] as const;

/** Node's error codes, and PostgreSQL's SQLSTATEs (its manual, appendix A; two characters stand for the class). */
const meanings: Readonly<Record<string, readonly [FailureType, string]>> = {
  ECONNREFUSED: unavailable,
  ECONNRESET: unavailable,
  EPIPE: unavailable,
  ENOENT: unavailable,
  ENOTFOUND: unavailable,
  EAI_AGAIN: unavailable,
  EHOSTUNREACH: unavailable,
  ETIMEDOUT: unavailable,
  EACCES: unusable,
  EPERM: unusable,
  EROFS: unusable,
  EEXIST: unusable,
  ENOTDIR: unusable,
  ENOSPC: full,
  '08': unavailable,
  '28': ['BadCredentials', 'correct user and password in DATABASE_URL'],
  '3D': ['InvalidInput', 'create the database or correct DATABASE_URL'],
  '53': unavailable,
  '53100': full,
  '57': unavailable,
};

// pg gives these no code.
const lost = /timeout exceeded when trying to connect|connection terminated|client has encountered a connection error/i;

/** What an error of the database means when its cause lies outside the statement; any other error as it is. */
export function databaseFailure(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const meaning = meanings[code] ?? meanings[code.slice(0, 2)] ?? (lost.test(error.message) ? unavailable : undefined);
  if (!meaning) return error;
  const [type, advice] = meaning;
  return new Failure(type, `${place}: ${error.message || code}: ${advice}`, { cause: error });
}
