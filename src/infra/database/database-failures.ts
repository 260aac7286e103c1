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

/**
 * What an error of the database means when its cause lies outside the statement; any other error as it is.
 * @param place the database, as whoever asks over HTTP may read it too
 * @param at its address, for the log: it stands in the `details` alone, which no answer has
 */
export function databaseFailure(error: unknown, place: string, at = place): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const meaning = meanings[code] ?? meanings[code.slice(0, 2)] ?? (lost.test(error.message) ? unavailable : undefined);
  if (!meaning) return error;
  const [type, advice] = meaning;
  const reason = reasonOf(error.message, code, type);
  return new Failure(type, `${place}: ${reason}: ${advice}`, { cause: error, details: { database: at } });
}

/** Node's words of a network, and PostgreSQL's of who may log in from where, have addresses in them. */
function reasonOf(message: string, code: string, type: FailureType): string {
  if (type === 'BadCredentials') return 'it does not take this user and password';
  if (type === 'ProviderUnavailable' && code.startsWith('E')) return `it does not answer (${code})`;
  return message || code;
}

/** Whether a person has to mend the database, or its settings, before anything can be asked of it. */
export function isUnusable({ type, details }: Failure): boolean {
  return details?.database !== undefined && (type === 'InvalidInput' || type === 'BadCredentials');
}
