import type { Caller } from '../../contracts/users.ts';

/** Who a request comes from. */
export interface Authenticator {
  /**
   * @param request the header `Authorization`, and what tells a request of this machine's own browser from another's
   * @throws Failure `NotAuthenticated` saying why; `Unavailable` while an outside issuer's keys can't be had
   */
  identify(request: { authorization?: string; host?: string; origin?: string }): Promise<Caller>;
}

/** Checks the access tokens of one issuer. */
export interface TokenVerifier {
  /** The claim `iss` of its tokens. */
  issuer: string;
  /** @throws Failure as `identify` does */
  verify(token: string): Promise<Caller>;
}
