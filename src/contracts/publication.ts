/** Where a film went. */
export interface Publication {
  target: string;
  /** The target's own id of it. */
  id: string;
  /** Where a person finds it: `file:` or `https:`. */
  url: string;
  files?: string[];
}
