import { z } from 'zod';

/** What a user may do: look at, make, and look after everybody's. Each may do what those before it may. */
export const userRoles = ['viewer', 'operator', 'admin'] as const;

export type UserRole = (typeof userRoles)[number];

export function mayActAs(role: UserRole, needed: UserRole): boolean {
  return userRoles.indexOf(role) >= userRoles.indexOf(needed);
}

export const userNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._@-]{0,79}$/,
    'a user is named by 1 to 80 lower-case letters, digits and . _ @ -, such as ada or ada@example.org',
  );

/** Longest password there is: hashing an endless one would be a way to keep this busy. */
export const passwordLength = 256;

/** A password that is to be set. NIST SP 800-63B-4 asks for 15 characters where nothing else is asked for at login. */
export const newPasswordSchema = z
  .string()
  .min(15, 'a password has 15 characters or more: four words will do')
  .max(passwordLength, `a password has at most ${passwordLength} characters`);

/** Who asks: what they make belongs to `owner`. */
export interface Caller {
  owner: string;
  role: UserRole;
  /** The login session their token came from; outside issuers and the local stack have none here. */
  session?: string;
}
