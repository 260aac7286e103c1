import type { Pay } from './costs.ts';

/** What every provider's call is given. */
export interface ProviderCall {
  /** Aborted when the activity is cancelled. */
  signal: AbortSignal;
  /** Every call of a service that costs money goes through it. */
  pay: Pay;
  /**
   * A part of the work that is kept by itself as soon as it is there, such as an answer that was paid for: plain JSON, found
   * when the step is tried again, or when another wants the same.
   */
  part<Part>(name: string, inputs: unknown, make: () => Promise<Part>): Promise<{ value: Part; found: boolean }>;
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
