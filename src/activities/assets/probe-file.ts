import type { FileFacts, ProbeFileInput } from '../../contracts/assets.ts';
import { Failure } from '../../contracts/failures.ts';
import { openMusic } from '../../engines/film/sound/music-bed.ts';
import { readRecording } from '../../engines/film/sound/read-recording.ts';
import { sampleRate } from '../../engines/film/sound/samples.ts';
import { openClip } from '../../engines/film/sources/clip.ts';
import { type MediaFacts, probeMedia } from '../../engines/film/sources/probe-media.ts';
import { decodeStill } from '../../engines/film/sources/still.ts';
import type { StageContext } from '../activity.ts';
import { withScratchFolder } from '../scratch.ts';
import { whileAlive } from '../while-alive.ts';

export interface ProbeTools {
  ffmpeg: string;
  scratchFolder: string;
}

/**
 * Looks at a file of a person's own with the eyes of the film engine: what passes here can be used in a film, or published.
 * Fails with `InvalidInput`, naming the file and the reason, when it can't.
 */
export function createProbeFile({ artifacts, logger }: Pick<StageContext, 'artifacts' | 'logger'>, tools: ProbeTools) {
  async function probeFile({ file, kind, name }: ProbeFileInput): Promise<FileFacts> {
    let path = '';
    async function probe(signal: AbortSignal): Promise<FileFacts> {
      path = await artifacts.localFile(file);
      const facts = await probeMedia(tools.ffmpeg, path, signal);
      await checks[kind]({ ...tools, path, facts, signal });
      return plainFacts(facts);
    }
    return whileAlive(probe, {
      failed(error) {
        logger.warn({ err: error, file, kind }, 'a file was refused');
        return named(error, { path, kind, name });
      },
    });
  }
  return { probeFile };
}

interface Looked extends ProbeTools {
  path: string;
  facts: MediaFacts;
  signal: AbortSignal;
}

// Stills are decoded to this size to see that they can be; the longest clip that is asked of one is a scene's.
const thumbnail = { width: 320, height: 320 };
const sceneFrames = 300;
// The longest short film; only so much of a piece is decoded.
const listenedSeconds = 180;
const shortestVideo = 1;

/** Each does what using the file in a film would begin with. */
const checks: Readonly<Record<ProbeFileInput['kind'], (looked: Looked) => Promise<void>>> = {
  async picture({ ffmpeg, path, signal }) {
    await decodeStill(ffmpeg, path, thumbnail, signal);
  },

  async clip({ ffmpeg, path, signal }) {
    const clip = await openClip(ffmpeg, path, { size: thumbnail, frames: sceneFrames, signal });
    try {
      await clip.next();
    } finally {
      await clip.close();
    }
  },

  async music({ ffmpeg, path, scratchFolder, signal }) {
    await withScratchFolder(scratchFolder, async (workFolder) => {
      const music = await openMusic(ffmpeg, path, { filmSamples: listenedSeconds * sampleRate, workFolder, signal });
      await music.close();
    });
  },

  async narration({ ffmpeg, path, scratchFolder, signal }) {
    await withScratchFolder(scratchFolder, (workFolder) =>
      readRecording(ffmpeg, path, { seconds: listenedSeconds, workFolder, signal }),
    );
  },

  async video({ path, facts }) {
    const { kind, problem, durationSeconds } = facts;
    const reason =
      problem ??
      (kind === 'still' ? 'is a still picture' : undefined) ??
      (kind === 'sound' ? 'has sound but no picture' : undefined) ??
      (durationSeconds < shortestVideo ? `lasts ${durationSeconds.toFixed(2)} s, less than a second` : undefined);
    if (reason) throw new Failure('InvalidInput', `the video ${path} ${reason}: send another one`);
  },
};

/** The engine speaks of files by their path, which is this machine's own affair, and of narrations as recordings. */
function named(
  error: unknown,
  { path, kind, name }: Pick<ProbeFileInput, 'kind' | 'name'> & { path: string },
): unknown {
  if (!(error instanceof Failure) || path === '') return error;
  const { type, cause, retryAfterMs, details } = error;
  const message = error.message.replaceAll(path, name).replace(/^the (still|clip|music|recording) /, `the ${kind} `);
  return new Failure(type, message, { cause, retryAfterMs, details });
}

function plainFacts({
  kind,
  width,
  height,
  durationSeconds,
  framesPerSecond,
  hasSound,
  animated,
}: MediaFacts): FileFacts {
  const seconds = Math.round(durationSeconds * 1000) / 1000;
  if (kind === 'still') return { width, height, animated };
  if (kind === 'sound') return { durationSeconds: seconds, hasSound };
  return {
    width,
    height,
    durationSeconds: seconds,
    framesPerSecond: Math.round(framesPerSecond * 100) / 100,
    hasSound,
  };
}
