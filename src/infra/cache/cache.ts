/**
 * Small values that may be lost and end by themselves: sessions, counters. Shared by all processes where it is a server's.
 * All methods reject with `Unavailable` while the server is away.
 */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Replaces the value only while it is `expected`; answers whether it did. */
  replace(key: string, expected: string, value: string, ttlMs: number): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Counts one more in the window that began with the first count; it ends by itself. */
  count(key: string, windowMs: number): Promise<{ count: number; endsInMs: number }>;
  /** Resolves when the server answers. */
  check(): Promise<void>;
  close(): Promise<void>;
}
