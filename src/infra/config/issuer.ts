import { Failure } from '../../contracts/failures.ts';

/** Somebody else who signs access tokens. */
export interface TokenIssuer {
  name: string;
  audience: string;
  keysUrl: string;
  roleClaim: string;
}

interface IssuerVariables {
  FACELESS_AUTH_ISSUER?: string;
  FACELESS_AUTH_AUDIENCE?: string;
  FACELESS_AUTH_JWKS_URL?: string;
  FACELESS_AUTH_ROLE_CLAIM: string;
}

/** @throws Failure `InvalidInput` when it is named in part */
export function readIssuer(environment: IssuerVariables): TokenIssuer | undefined {
  const {
    FACELESS_AUTH_ISSUER: name,
    FACELESS_AUTH_AUDIENCE: audience,
    FACELESS_AUTH_JWKS_URL: keysUrl,
    FACELESS_AUTH_ROLE_CLAIM: roleClaim,
  } = environment;
  if (name && audience && keysUrl) return { name, audience, keysUrl, roleClaim };
  if (!name && !audience && !keysUrl) return undefined;
  throw new Failure(
    'InvalidInput',
    'an outside issuer needs all three of FACELESS_AUTH_ISSUER, FACELESS_AUTH_AUDIENCE and FACELESS_AUTH_JWKS_URL',
  );
}
