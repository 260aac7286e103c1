import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Brief } from '../contracts/brief.ts';
import { Failure } from '../contracts/failures.ts';
import type { Format } from '../contracts/formats.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import { filmSeed } from './film-seed.ts';

/** The bundled tracks, by mood: about 30 s each, 48 kHz, made to be looped. Source: the package `immich-memories-music`, MIT. */
const tracks = {
  calm: ['calm_acoustic_1', 'calm_acoustic_s411', 'calm_acoustic_s522', 'calm_electronic_s411', 'calm_electronic_s522'],
  energetic: [
    'energetic_acoustic_1',
    'energetic_acoustic_2',
    'energetic_acoustic_s522',
    'energetic_electronic_2',
    'energetic_electronic_s411',
  ],
  happy: ['happy_acoustic_1', 'happy_acoustic_2', 'happy_electronic_1', 'happy_electronic_2', 'happy_electronic_s411'],
} as const;

type Mood = keyof typeof tracks;

const moodOf: Readonly<Record<Format, Mood>> = { short: 'energetic', square: 'happy', long: 'calm' };

export interface Track {
  /** Path below the music folder. */
  file: string;
  /** What the description says of it. */
  credit: string;
}

/** The track of a film whose brief leaves the choice to us; the same for the same brief and title, on every worker. */
export function chooseTrack({ music, format }: Pick<Brief, 'music' | 'format'>, title: string): Track | undefined {
  if (music.kind !== 'auto') return undefined;
  const mood = moodOf[format];
  const names = tracks[mood];
  const name = names[filmSeed(title) % names.length] as string;
  return {
    file: join(mood, `${name}.opus`),
    credit: `Music: “${name.replaceAll('_', ' ')}” from Immich Memories (MIT)`,
  };
}

/**
 * A file FFmpeg can read, or undefined for a film without music.
 * @throws Failure `ToolMissing` when the bundled track is not installed
 */
export async function findMusic(
  artifacts: ArtifactStore,
  folder: string,
  brief: Brief,
  title: string,
): Promise<string | undefined> {
  if (brief.music.kind === 'file') return artifacts.localFile(brief.music.file);
  const track = chooseTrack(brief, title);
  if (!track) return undefined;
  const path = join(folder, track.file);
  await access(path).catch((cause: unknown) => {
    throw new Failure(
      'ToolMissing',
      `the music track ${track.file} is not installed: run \`./faceless setup\`, or use --music none`,
      { cause },
    );
  });
  return path;
}
