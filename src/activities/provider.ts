/** What every provider's call is given. */
export interface ProviderCall {
  /** Aborted when the activity is cancelled. */
  signal: AbortSignal;
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
