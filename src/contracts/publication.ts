import type { Privacy } from './publishing.ts';

/** Where a film went. */
export interface Publication {
  target: string;
  /** The target's own id of it. */
  id: string;
  /** Where a person finds it: `file:` or `https:`. */
  url: string;
  files?: string[];
  /** Of a platform with an audience: who may see it now. One that was only just uploaded is private. */
  privacy?: Privacy;
  /** When the platform makes it public by itself, ISO 8601. */
  publishAt?: string;
  /** Of a platform with several. */
  channel?: { id: string; title: string };
}
