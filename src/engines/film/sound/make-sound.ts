import { join } from 'node:path';
import { framesPerSecond } from '../../../contracts/formats.ts';
import { refuse } from './decode-music.ts';
import { levelSound } from './level-sound.ts';
import { type Mix, measureMusic } from './mix.ts';
import { musicBytes, openMusic } from './music-bed.ts';
import type { NarrationPart } from './narration.ts';
import { sampleRate, samplesPerFrame } from './samples.ts';
import { listenToVoice } from './speech.ts';
import type { SoundEffect } from './whoosh.ts';

export interface SoundRequest {
  /** In order; adds up to `frames`. */
  narration: readonly NarrationPart[];
  effects: readonly SoundEffect[];
  /** Any file FFmpeg reads; repeated if it is shorter than the film. */
  music?: { path: string; underVoiceLu: number };
  frames: number;
  workFolder: string;
}

interface SoundOptions {
  signal?: AbortSignal;
  /** 0–1. */
  onShare: (share: number) => void;
}

// Encoded, at 384 kbit/s.
const encodedBytesPerSecond = 48_000;

/** Bytes that `makeSound` may write into its folder. */
export function soundBytes({ frames, music }: Pick<SoundRequest, 'frames' | 'music'>): number {
  const encoded = (frames / framesPerSecond) * encodedBytesPerSecond;
  return encoded + (music ? musicBytes(frames * samplesPerFrame) : 0);
}

/**
 * The film's whole sound: the voice, music under it that comes up in pauses, effects; −14 LUFS under −1 dBTP.
 * Answers the path of an ADTS file. Memory is the same for any length.
 */
export async function makeSound(ffmpeg: string, request: SoundRequest, options: SoundOptions): Promise<string> {
  const { narration, effects, music, frames, workFolder } = request;
  const { signal, onShare } = options;
  const samples = frames * samplesPerFrame;
  const part = (from: number, to: number) => (share: number) => onShare(from + (to - from) * Math.min(1, share));
  const hearing = part(0, 0.04);
  const voice = await listenToVoice(narration, { signal, onSamples: (heard) => hearing(heard / samples) });
  const encoded = join(workFolder, 'sound.aac');
  if (!music) {
    await levelSound(ffmpeg, { narration, voice, effects, samples }, encoded, { signal, onShare: part(0.04, 1) });
    return encoded;
  }
  const bed = await openMusic(ffmpeg, music.path, {
    filmSamples: samples,
    workFolder,
    signal,
    onShare: part(0.04, 0.1),
  });
  try {
    const measuring = part(0.1, 0.14);
    const lufs = await measureMusic(
      bed,
      // A shorter stretch has no loudness.
      { spans: voice.spans, samples: Math.max(samples, sampleRate) },
      { signal, onSamples: (done) => measuring(done / samples) },
    );
    if (!Number.isFinite(lufs)) throw refuse(music.path, 'is too faint to be heard');
    const mix: Mix = { narration, voice, effects, samples, music: { bed, lufs, underVoiceLu: music.underVoiceLu } };
    await levelSound(ffmpeg, mix, encoded, { signal, onShare: part(0.14, 1) });
  } finally {
    await bed.close();
  }
  return encoded;
}
