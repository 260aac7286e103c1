/** Text of a column value → the value, for the types whose default differs between PGlite and pg, by type oid. */
export const columnParsers: Readonly<Record<number, (text: string) => unknown>> = {
  // int8: serial positions, far below 2^53.
  20: Number,
  // timestamptz, as `2026-11-22 16:25:11.804+00`.
  1184: (text) => new Date(text).toISOString(),
};
