export type ToolName = 'ffmpeg' | 'temporal' | 'temporalTestServer';
export type ToolSource = 'environment' | 'path' | 'cache';

export interface FoundTool {
  path: string;
  source: ToolSource;
  version?: string;
}

/** A program that was there and was not taken, with the reason as a sentence about "it". */
export interface Refusal {
  path: string;
  source: ToolSource;
  reason: string;
}

export type Verdict = { fit: true; version?: string } | { fit: false; reason: string };

export interface ToolKind {
  command: string;
  /** The environment variable that names the program. */
  variable: string;
  inspect(path: string): Promise<Verdict>;
}

export const toolKinds: Readonly<Record<ToolName, ToolKind>>;

export interface ToolPlaces {
  /** What the environment variable says; then no other place is looked at. */
  given?: string;
  /** Folders as in PATH; relative ones are left out. */
  searchPath: string;
  /** The programs the set-up fetched are in its `bin`. */
  toolsFolder: string;
  /** Decides on a program; by default it is inspected each time. */
  judge?: (path: string, inspect: () => Promise<Verdict>) => Promise<Verdict>;
}

/** Looks for a program in the order: named by the environment, on the search path, fetched by the set-up. Fetches nothing. */
export function findTool(
  name: ToolName,
  places: ToolPlaces,
): Promise<{ found: FoundTool | undefined; refused: Refusal[] }>;

/** A `judge` that remembers in a file which programs were fit, so that an unchanged one is inspected once. */
export function rememberVerdicts(file: string): (path: string, inspect: () => Promise<Verdict>) => Promise<Verdict>;
