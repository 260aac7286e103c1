import type { ArtifactRef } from '../../contracts/artifact.ts';
import type { SceneClip } from '../../contracts/clip.ts';
import { framesPerSecond } from '../../contracts/formats.ts';
import type { NarrationTiming, WordTiming } from '../../contracts/narration.ts';
import type { AssembleRequest } from '../../engines/film/assemble-film.ts';

/** A piece of the film: a scene up to where the next one comes in, a transition, or a card. */
interface FilmPart {
  segment: ArtifactRef;
  frames: number;
}

/** The film as what is joined, in order. */
export interface FilmParts {
  picture: FilmPart[];
  sound: ({ kind: 'narration'; audio: ArtifactRef; frames: number } | { kind: 'silence'; frames: number })[];
  /** Where a transition's middle lies, for its sound. */
  effects: AssembleRequest['effects'][number][];
  frames: number;
  /** Cards: nothing need be heard there. */
  quiet: { from: number; to: number }[];
  /** Scenes with clips of one's own, in which nothing may move. */
  still: { from: number; to: number }[];
  /** The words of all scenes, in seconds from the film's start. */
  words: WordTiming[];
}

export interface PartedScene {
  clip: SceneClip;
  timing: NarrationTiming;
  /** The transition into the next scene. */
  exit?: FilmPart & { moves: boolean };
}

/** Puts scenes, transitions and cards in a row. */
export function joinParts(
  scenes: readonly PartedScene[],
  cards: { intro?: FilmPart; outro?: FilmPart },
  withEffects: boolean,
): FilmParts {
  const parts: FilmParts = { picture: [], sound: [], effects: [], frames: 0, quiet: [], still: [], words: [] };
  const addCard = (card: FilmPart | undefined) => {
    if (!card) return;
    parts.picture.push(card);
    parts.sound.push({ kind: 'silence', frames: card.frames });
    parts.quiet.push({ from: parts.frames, to: parts.frames + card.frames });
    parts.frames += card.frames;
  };
  addCard(cards.intro);
  for (const { clip, timing, exit } of scenes) {
    const offset = parts.frames / framesPerSecond;
    for (const word of timing.words) {
      parts.words.push({ ...word, start: word.start + offset, end: word.end + offset });
    }
    parts.picture.push({ segment: clip.segment, frames: clip.segmentFrames });
    parts.sound.push({ kind: 'narration', audio: clip.audio, frames: clip.frames });
    if (clip.pictures.some(({ kind }) => kind === 'clip')) {
      parts.still.push({ from: parts.frames, to: parts.frames + clip.frames });
    }
    parts.frames += clip.frames;
    if (!exit) continue;
    parts.picture.push({ segment: exit.segment, frames: exit.frames });
    if (withEffects && exit.moves) {
      parts.effects.push({ kind: 'whoosh', atFrame: parts.frames - Math.floor(exit.frames / 2), frames: exit.frames });
    }
  }
  addCard(cards.outro);
  return parts;
}
