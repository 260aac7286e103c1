import type { QualityReport } from '../../contracts/timeline.ts';
import { createThreadPool } from '../threads/pool.ts';
import { type AssembleRequest, assembleFilm } from './assemble-film.ts';
import { type FoundEncoder, findEncoder } from './encoders.ts';
import type { Encoder } from './encoding.ts';
import { type InspectRequest, inspectFilm } from './inspect-film.ts';
import type { RenderSceneRequest } from './scene-request.ts';
import type { SceneThreadRequest } from './scene-thread.ts';

interface FilmCallOptions {
  /** Ends FFmpeg and takes away what it had half written. */
  signal?: AbortSignal;
  /** In frames. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

export interface RenderedScene {
  frames: number;
  /** Why another encoder than the one asked for made it. */
  note?: string;
}

/** Stills, clips, words and sound become a film. Errors are `Failure`s; outputs are written whole or not at all. */
export interface FilmEngine {
  /** One scene or part of one, with its words on it: MP4 without sound. As many at once as the engine has threads. */
  renderScene(request: RenderSceneRequest, options?: FilmCallOptions): Promise<RenderedScene>;
  /** Scenes joined by stream copy, with narration and music. */
  assemble(request: AssembleRequest, options?: FilmCallOptions): ReturnType<typeof assembleFilm>;
  /** Reads a film back and says what is wrong with it. */
  inspect(request: InspectRequest, options?: Pick<FilmCallOptions, 'signal'>): Promise<QualityReport>;
  /** Cancels what is running, waits until its processes and half-written files are gone, and ends the threads. */
  close(): Promise<void>;
}

interface FilmEngineOptions {
  ffmpeg: string;
  threads: number;
  encoder?: Encoder | 'auto';
}

/**
 * @param ffmpeg path of a program with libx264 and the filters that finding it checks
 * @param threads scenes rendered at once; two suit two cores, an encoder thread each
 * @param encoder x264 when left out; any other is tried before the first scene, and replaced when it does not work
 */
export function createFilmEngine({ ffmpeg, threads, encoder = 'x264' }: FilmEngineOptions): FilmEngine {
  const entry = new URL(import.meta.url.endsWith('.ts') ? './scene-thread.ts' : './scene-thread.js', import.meta.url);
  const pool = createThreadPool<SceneThreadRequest, { frames: number }, { done: number; total: number }>(
    entry,
    threads,
  );
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  let finding: Promise<FoundEncoder> | undefined;

  function track<Result>(signal: AbortSignal | undefined, call: (signal: AbortSignal) => Promise<Result>) {
    const result = call(signal ? AbortSignal.any([signal, closing.signal]) : closing.signal);
    running.add(result);
    const forget = () => running.delete(result);
    result.then(forget, forget);
    return result;
  }

  /** Found once for all scenes, so that they can be joined; looked for again after a failure. */
  async function chosenEncoder(): Promise<FoundEncoder> {
    finding ??= findEncoder(ffmpeg, encoder, closing.signal);
    return finding.catch((error: unknown) => {
      finding = undefined;
      throw error;
    });
  }

  return {
    renderScene: (scene, { signal, onProgress } = {}) =>
      track(signal, async (either) => {
        const { encoder: found, note } = await chosenEncoder();
        const request = { ffmpeg, encoder: found, scene };
        const { frames } = await pool.run(request, { signal: either, onProgress });
        return note ? { frames, note } : { frames };
      }),
    assemble: (request, { signal, onProgress } = {}) =>
      track(signal, (either) => assembleFilm(ffmpeg, request, { signal: either, onProgress })),
    inspect: (request, { signal } = {}) => track(signal, (either) => inspectFilm(ffmpeg, request, { signal: either })),
    async close() {
      closing.abort();
      await Promise.allSettled(running);
      await pool.close();
    },
  };
}
