import type { AccessTokens } from '../google/access-tokens.ts';
import { AnsweredFailure } from '../vendors/answer-failure.ts';

/**
 * Makes a call with an access token. One that is refused before its time is renewed once.
 * @throws Failure `SignInNeeded`, with the command for it, when YouTube takes no token of this account
 */
export async function withAccessToken<Answer>(
  tokens: AccessTokens,
  signal: AbortSignal,
  call: (token: string) => Promise<Answer>,
): Promise<Answer> {
  const token = await tokens.get(signal);
  try {
    return await call(token);
  } catch (error) {
    if (!isRefused(error)) throw advised(error);
  }
  tokens.forget();
  const renewed = await tokens.get(signal);
  return call(renewed).catch((error: unknown) => {
    throw advised(error);
  });
}

function isRefused(error: unknown): boolean {
  return error instanceof AnsweredFailure && error.status === 401 && error.code !== 'youtubeSignupRequired';
}

const advised = (error: unknown): unknown => (error instanceof AnsweredFailure ? withCommand(error) : error);

/** Says what a person has to do where an answer is about their access. */
export function withCommand(failure: AnsweredFailure): AnsweredFailure {
  const { status, code, message } = failure;
  if (failure.type !== 'SignInNeeded' && status !== 401) return failure;
  const command = 'sign in to the channel with `./faceless youtube login`';
  return new AnsweredFailure('SignInNeeded', `${message.replace(/[\s.]+$/, '')}; ${command}`, { status, code });
}
