import type { Language } from '../../contracts/languages.ts';
import type { PictureLook } from '../../contracts/style.ts';
import { createThreadPool } from '../threads/pool.ts';

/** One shot of one scene. */
export interface StillRequest {
  /** Size in pixels, 64 to 8192. */
  width: number;
  height: number;
  /** The film's: its stills share a family of colours. */
  seed: number;
  title: string;
  idea: string;
  /** Concrete nouns, most important first, in the film's language or English. */
  keywords: string[];
  narration: string;
  language: Language;
  look: PictureLook;
  /**
   * What the film lays over the `words` box of `frameAreas`: what matters is kept out of it. A `figure` that is called out
   * there in large letters is not written on its chart as well.
   */
  words: 'none' | 'title' | 'figure';
  sceneIndex: number;
  sceneCount: number;
  /** 0 for the scene's first shot; later ones are other compositions of the same scene. */
  shotIndex: number;
}

export interface ThumbnailRequest {
  seed: number;
  title: string;
  /** Words to draw, at most 3; none: taken from the title. */
  words: string[];
  keywords: string[];
  language: Language;
  look: PictureLook;
  variant: 0 | 1 | 2;
  /** PNG or JPEG in place of all that is drawn behind the words: its subject in the middle, with room on both sides. */
  background?: Uint8Array;
}

/** The ground of a card before or after the film. */
export interface CardRequest {
  /** Size in pixels, 64 to 8192. */
  width: number;
  height: number;
  seed: number;
  /** The film's; it is not drawn: the film lays its words over the calm middle. */
  title: string;
  look: PictureLook;
  /** What the film shows, most important first. */
  keywords: string[];
  language: Language;
  kind: 'intro' | 'outro';
}

export interface Thumbnail {
  /** JPEG, 1280×720, under 2 MB. */
  image: Buffer;
  /** The words drawn on it; empty on the variant without. */
  text: string;
  /** What sets it apart, for people. */
  design: string;
}

export interface PictureEngine {
  /** PNG of exactly the size asked for. The same request gives the same bytes. */
  drawStill(request: StillRequest, options?: { signal?: AbortSignal }): Promise<Buffer>;
  /** PNG of exactly the size asked for. */
  drawCard(request: CardRequest, options?: { signal?: AbortSignal }): Promise<Buffer>;
  drawThumbnail(request: ThumbnailRequest, options?: { signal?: AbortSignal }): Promise<Thumbnail>;
  close(): Promise<void>;
}

/** Between the engine and its threads: buffers arrive as plain bytes. */
export type PictureTask =
  | { kind: 'still'; request: StillRequest }
  | { kind: 'card'; request: CardRequest }
  | { kind: 'thumbnail'; request: ThumbnailRequest };
export type Picture = { image: Uint8Array; text: string; design: string };

/** Draws pictures from open icons, fonts and seeded curves, on `threads` worker threads: no key, no network. */
export function createPictureEngine({ threads }: { threads: number }): PictureEngine {
  const entry = import.meta.url.endsWith('.ts') ? './picture-thread.ts' : './picture-thread.js';
  const pool = createThreadPool<PictureTask, Picture>(new URL(entry, import.meta.url), threads);
  const bytesOf = ({ image }: Picture) => Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  return {
    drawStill: async (request, options) => bytesOf(await pool.run({ kind: 'still', request }, options)),
    drawCard: async (request, options) => bytesOf(await pool.run({ kind: 'card', request }, options)),
    async drawThumbnail(request, options) {
      const picture = await pool.run({ kind: 'thumbnail', request }, options);
      return { image: bytesOf(picture), text: picture.text, design: picture.design };
    },
    close: () => pool.close(),
  };
}
