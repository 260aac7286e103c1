import type { Pay } from './costs.ts';

/** What every provider's call is given. */
export interface ProviderCall {
  /** Aborted when the activity is cancelled. */
  signal: AbortSignal;
  /** Every call of a service that costs money goes through it. */
  pay: Pay;
}

/** What every provider's call answers. */
export interface Provided<Value> {
  value: Value;
  /** Settled cost of the call in US dollars; 0 when it cost nothing. */
  costUsd: number;
  model?: string;
  /** A sentence for the person, when there is something to know. */
  note?: string;
}
