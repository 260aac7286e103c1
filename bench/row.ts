/** A figure beside its reference, both measured in this run. */
export interface BenchRow {
  figure: string;
  value: number;
  reference: number;
  /** Value by reference. */
  ratio: number;
  unit: string;
  /** The bound in words: `value ≤ 10 s`. */
  limit: string;
  holds: boolean;
  /** What else a reader should know of it. */
  detail?: string;
}
