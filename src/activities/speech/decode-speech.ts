import { Failure } from '../../contracts/failures.ts';
import { runFfmpeg } from '../../engines/film/ffmpeg.ts';
import { spokenStretch } from '../../engines/voice/spoken-stretch.ts';

/** A sound as services send it; `pcm`: 16 bits, little-endian, mono, 48 kHz, without a header. */
export interface SpeechSound {
  bytes: Buffer;
  format: 'mp3' | 'wav' | 'pcm';
}

const sampleRate = 48_000;
// No service speaks longer at once.
const longestSeconds = 900;

/** Of what a text usually takes: numbers and foreign names can be off by much, silence and half a text by more. */
const shortest = 0.3;
const longest = 3;
const slack = 3;

export interface Expected {
  /** Of the service, for messages. */
  title: string;
  ffmpeg: string;
  /** What its text usually takes to say. */
  usualSeconds: number;
  signal: AbortSignal;
}

/**
 * Mono samples at 48 kHz of what a service answered, with its silence.
 * @throws Failure `InvalidAnswer` when it is broken, empty, silent, or far too short or long for its text
 */
export async function decodeSpeech(sound: SpeechSound, expected: Expected): Promise<Float32Array> {
  const samples = sound.format === 'pcm' ? readPcm(sound.bytes) : await decode(sound, expected);
  const { title, usualSeconds } = expected;
  const spoken = spokenStretch(samples, 0);
  if (!spoken) throw new Failure('InvalidAnswer', `the sound ${title} sent is empty or silent`);
  const seconds = (spoken.to - spoken.from) / sampleRate;
  if (seconds >= usualSeconds * shortest && seconds <= usualSeconds * longest + slack) return samples;
  throw new Failure(
    'InvalidAnswer',
    `the sound ${title} sent lasts ${seconds.toFixed(1)} s; its text usually takes about ${usualSeconds.toFixed(1)} s`,
  );
}

async function decode({ bytes, format }: SpeechSound, { title, ffmpeg, signal }: Expected): Promise<Float32Array> {
  const read = ['-v', 'error', '-protocol_whitelist', 'pipe', '-f', format, '-t', `${longestSeconds}`, '-i', 'pipe:0'];
  const write = ['-map', '0:a:0', '-ac', '1', '-ar', `${sampleRate}`, '-f', 'f32le', 'pipe:1'];
  const task = `reading the sound ${title} sent`;
  const { stdout } = await runFfmpeg(ffmpeg, [...read, ...write], { signal, task, input: bytes }).catch(
    (error: unknown) => {
      if (!(error instanceof Failure) || error.type !== 'ToolFailed') throw error;
      throw new Failure('InvalidAnswer', `the sound ${title} sent can't be read (${error.message})`);
    },
  );
  const whole = stdout.length - (stdout.length % 4);
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + whole));
}

function readPcm(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: Math.floor(bytes.length / 2) }, (_, at) => bytes.readInt16LE(at * 2) / 32_768);
}
