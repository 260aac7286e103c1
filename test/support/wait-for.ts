import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is there; fails with the last answer when it does not come. */
export async function waitFor<T>(
  ask: () => Promise<T> | T,
  holds: (answer: T) => boolean,
  timeoutMs = 15_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(`waited ${timeoutMs} ms in vain; last: ${JSON.stringify(answer)?.slice(0, 2000)}`);
    await sleep(25);
  }
}
