import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Brief } from '../contracts/brief.ts';
import { Failure } from '../contracts/failures.ts';
import type { MusicLook } from '../contracts/style.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import { filmSeed } from './film-seed.ts';

/** The bundled tracks, by mood: about 30 s each, 48 kHz, made to be looped. Source: the package `immich-memories-music`, MIT. */
const tracks: Readonly<Record<MusicLook['mood'], readonly [string, ...string[]]>> = {
  calm: ['acoustic_1', 'acoustic_s411', 'acoustic_s522', 'electronic_s411', 'electronic_s522'],
  energetic: ['acoustic_1', 'acoustic_2', 'acoustic_s522', 'electronic_2', 'electronic_s411'],
  happy: ['acoustic_1', 'acoustic_2', 'acoustic_s411', 'electronic_1', 'electronic_2', 'electronic_s411'],
  nostalgic: ['acoustic_1', 'acoustic_s411', 'acoustic_s522', 'electronic_2', 'electronic_s411', 'electronic_s522'],
  tender: ['acoustic_1', 'acoustic_2', 'acoustic_s411', 'electronic_1', 'electronic_2', 'electronic_s411'],
};

export interface Track {
  /** Path below the music folder. */
  file: string;
  /** What the description says of it. */
  credit: string;
}

/**
 * The track of a film whose brief leaves the choice to us, in the mood of its style; the same for the same mood and title,
 * on every worker.
 */
export function chooseTrack({ music }: Pick<Brief, 'music'>, { mood }: MusicLook, title: string): Track | undefined {
  if (music.kind !== 'auto') return undefined;
  const names = tracks[mood];
  const name = `${mood}_${names[filmSeed(title) % names.length]}`;
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
  brief: Pick<Brief, 'music'>,
  look: MusicLook,
  title: string,
): Promise<string | undefined> {
  if (brief.music.kind === 'file') return artifacts.localFile(brief.music.file);
  const track = chooseTrack(brief, look, title);
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
