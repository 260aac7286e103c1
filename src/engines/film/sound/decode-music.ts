import type { Failure } from '../../../contracts/failures.ts';
import { type DecodeOptions, decodeSound, refuseSound, type SoundUse } from './decode-sound.ts';

/** Stereo, 16 bit, 48 kHz, left and right by turns: 192 kB a second. */
export const storedBytesPerSample = 4;

// Pieces shorter than this are heard as a stutter, not as music.
export const shortestSeconds = 1;

const music: SoundUse = {
  name: 'music',
  advice: 'choose another piece',
  // Louder than full scale between samples, as compressed music is, it would be clipped.
  filter: 'volume=0.5',
  format: 's16le',
  channels: 2,
  bytesPerSample: storedBytesPerSample,
  shortest: { seconds: shortestSeconds, words: 'a second' },
};

/** As `decodeSound`; refused is also what is shorter than a second. */
export function decodeMusic(ffmpeg: string, path: string, options: DecodeOptions): Promise<number> {
  return decodeSound(ffmpeg, path, music, options);
}

export function refuse(path: string, reason: string, cause?: unknown): Failure {
  return refuseSound(music, path, reason, cause);
}
