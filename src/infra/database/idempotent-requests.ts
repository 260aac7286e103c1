import { sql } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import type { Database } from './database.ts';
import { storableJson, storableText } from './storable.ts';
import type { StoredAnswer } from './tables.ts';

/** One request as a client named it; `fingerprint` is a hash of what it asks for. */
export interface IdempotentRequest {
  owner: string;
  /** Method and pattern: `POST /api/pipelines`. */
  route: string;
  key: string;
  fingerprint: string;
}

export interface IdempotentRequests {
  /**
   * The answer that was given to this request, or undefined after claiming it for the caller, who then answers or releases.
   * Rejects with `IdempotencyKeyReused` when the key named another request, with `Conflict` while that is still worked on.
   */
  claim(request: IdempotentRequest): Promise<StoredAnswer | undefined>;
  /** It is still worked on. */
  renew(request: IdempotentRequest): Promise<void>;
  answer(request: IdempotentRequest, answer: StoredAnswer): Promise<void>;
  /** It came to nothing: the same key may try again. */
  release(request: IdempotentRequest): Promise<void>;
}

// Who claimed it and is silent for so long has died: what it started is found by its id.
const claimSeconds = 60;
const keptHours = 24;
const sweepMs = 60_000;

const isOver = sql<boolean>`idempotent_requests.claimed_at < now() - make_interval(hours => ${sql.lit(keptHours)})`;
const isAbandoned = sql<boolean>`idempotent_requests.answer is null
  and idempotent_requests.claimed_at < now() - make_interval(secs => ${sql.lit(claimSeconds)})`;
const isOfThis = ({ fingerprint }: IdempotentRequest) => sql<boolean>`idempotent_requests.fingerprint = ${fingerprint}`;

export function createIdempotentRequests({ kysely }: Pick<Database, 'kysely'>): IdempotentRequests {
  const stored = ({ owner, route, key, fingerprint }: IdempotentRequest) => ({
    owner: storableText(owner),
    route,
    key: storableText(key),
    fingerprint,
  });
  const same = ({ owner, route, key }: IdempotentRequest) =>
    sql<boolean>`owner = ${storableText(owner)} and route = ${route} and key = ${storableText(key)}`;

  let sweptAt = 0;
  /** Those that are over are no longer asked for: they only take room. */
  async function sweep(): Promise<void> {
    if (Date.now() - sweptAt < sweepMs) return;
    sweptAt = Date.now();
    await kysely.deleteFrom('idempotent_requests').where(isOver).execute();
  }

  return {
    async claim(request) {
      await sweep();
      const claimed = await kysely
        .insertInto('idempotent_requests')
        .values({ ...stored(request), answer: null })
        .onConflict((conflict) =>
          conflict
            .columns(['owner', 'route', 'key'])
            .doUpdateSet((values) => ({
              claimed_at: sql<string>`now()`,
              fingerprint: values.ref('excluded.fingerprint'),
              answer: null,
            }))
            .where((where) => where.or([isOver, where.and([isAbandoned, isOfThis(request)])])),
        )
        .returning('key')
        .executeTakeFirst();
      if (claimed) return undefined;
      const known = await kysely
        .selectFrom('idempotent_requests')
        .select(['fingerprint', 'answer'])
        .where(same(request))
        .executeTakeFirst();
      if (known && known.fingerprint !== request.fingerprint) {
        throw new Failure(
          'IdempotencyKeyReused',
          `the Idempotency-Key ${JSON.stringify(request.key)} came with another request within ${keptHours} hours`,
        );
      }
      if (known?.answer) return known.answer;
      throw new Failure('Conflict', 'the same request is being worked on: ask again in a moment', {
        retryAfterMs: 1000,
      });
    },

    async renew(request) {
      await kysely
        .updateTable('idempotent_requests')
        .set({ claimed_at: sql<string>`now()` })
        .where(same(request))
        .where('answer', 'is', null)
        .execute();
    },

    async answer(request, answer) {
      await kysely
        .updateTable('idempotent_requests')
        .set({ answer: storableJson(answer) })
        .where(same(request))
        .execute();
    },

    async release(request) {
      await kysely.deleteFrom('idempotent_requests').where(same(request)).where('answer', 'is', null).execute();
    },
  };
}
