import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSound, refuseSound, type SoundUse } from './decode-sound.ts';
import { factor, sampleRate } from './samples.ts';
import { trimRecording } from './trim-recording.ts';

const recording: SoundUse = {
  name: 'recording',
  advice: 'record it again',
  // Steps on the floor and a microphone's own shift lie below any voice; they would pass for speech.
  filter: 'highpass=f=50',
  format: 'f32le',
  channels: 1,
  bytesPerSample: 4,
  shortest: { seconds: 0.1, words: 'a tenth of a second' },
};

const silent = factor(-60);

export interface ReadRecordingOptions {
  /** Of a longer file only this much is read: 192 kB of memory a second. */
  seconds: number;
  workFolder: string;
  signal?: AbortSignal;
}

export interface Recording {
  /** Mono, 48 kHz, without the silence at both ends but for `lead` and `trail`. */
  samples: Float32Array;
  /** Seconds of quiet that were left at its ends. */
  lead: number;
  trail: number;
  /** The file goes on after what was read. */
  isLonger: boolean;
}

/**
 * A person's voice, from any file FFmpeg reads.
 * @throws Failure `InvalidInput` when it holds no sound, silence alone, or less than its header says
 */
export async function readRecording(ffmpeg: string, path: string, options: ReadRecordingOptions): Promise<Recording> {
  const { seconds, workFolder, signal } = options;
  const output = join(workFolder, 'recording.f32');
  const length = await decodeSound(ffmpeg, path, recording, { seconds, output, signal });
  const bytes = await readFile(output);
  const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length * 4));
  const { loudest, ...trimmed } = trimRecording(samples);
  if (loudest < silent) throw refuseSound(recording, path, 'is silent');
  // Reading ends with a packet of the file's.
  return { ...trimmed, isLonger: length >= (seconds - 0.2) * sampleRate };
}
