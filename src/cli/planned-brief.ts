import type { Brief } from '../contracts/brief.ts';
import type { Script } from '../contracts/script.ts';
import type { Style } from '../contracts/style.ts';

/** What a run is to be made of, before anything is stored. */
export interface PlannedBrief {
  brief: Brief;
  /** The person's own script, read and checked. */
  script?: Script;
  /** The person's own files, by path; they are stored when the run starts. */
  musicFile?: string;
  watermarkFile?: string;
  /** The person's own style, read and checked. */
  style?: Style;
  /** Pictures and clips that the script names, by scene. */
  media: ReadonlyMap<string, readonly string[]>;
  /** Recorded narrations that the script names, by scene. */
  recordings: ReadonlyMap<string, string>;
}

/** How many scenes the person reads themselves, of how many. */
export function countRecorded({ script, recordings }: Pick<PlannedBrief, 'script' | 'recordings'>) {
  const scenes = script?.scenes ?? [];
  const recorded = scenes.filter(({ id, recording }) => recording ?? recordings.has(id)).length;
  return { recorded, all: script !== undefined && recorded === scenes.length };
}
