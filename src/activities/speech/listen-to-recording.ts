import type { ArtifactRef } from '../../contracts/artifact.ts';
import { Failure } from '../../contracts/failures.ts';
import { type Language, languages } from '../../contracts/languages.ts';
import type { Provided } from '../../contracts/provider-call.ts';
import { type Recording, readRecording } from '../../engines/film/sound/read-recording.ts';
import { usualSeconds, weighWords } from '../../engines/voice/estimate-timings.ts';
import { loudness } from '../../engines/voice/loudness.ts';
import { applyGain, targetLoudness } from '../../engines/voice/speech-level.ts';
import type { VoiceEngine } from '../../engines/voice/voice-engine.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { withScratchFolder } from '../scratch.ts';
import type { SpokenText } from './providers/provider.ts';

/** A scene that the person has read themselves. */
export interface RecordedScene {
  sceneId: string;
  recording: ArtifactRef;
  text: string;
  language: Language;
  /** Silence after the last word, in milliseconds. */
  tail: number;
}

export type ListenToRecording = (scene: RecordedScene, signal: AbortSignal) => Promise<Provided<SpokenText>>;

export interface RecordingTools {
  ffmpeg: string;
  scratchFolder: string;
  voice: Pick<VoiceEngine, 'align'>;
}

const sampleRate = 48_000;

/**
 * What the words usually take, against what a recording may: English read at about 350 words a minute, and at 45. A short
 * text may be read with a pause in it.
 */
const fastest = 0.4;
const slowest = 3;
const pauseSeconds = 2;

// At both ends of a recording together.
const mostSilence = 60;

/**
 * A person's recording in the form of a voice's narration: trimmed, as loud as spoken sentences are, with when its words are
 * said. Fails with `InvalidInput`, naming the scene, when the file can't be heard, or is far too long or short for its text.
 */
export function createRecordingListener(artifacts: ArtifactStore, tools: RecordingTools): ListenToRecording {
  return async (scene, signal) => {
    const { sceneId, text, language, tail } = scene;
    const path = await artifacts.localFile(scene.recording);
    const usual = usualSeconds(text, language);
    const longest = usual * slowest + pauseSeconds;
    const recording = await withScratchFolder(tools.scratchFolder, (workFolder) =>
      readRecording(tools.ffmpeg, path, { seconds: longest + mostSilence, workFolder, signal }),
    ).catch((error: unknown) => {
      throw named(error, path, sceneId);
    });
    checkLength(recording, scene, { usual, longest });

    const { samples, trail } = recording;
    applyGain(samples, 10 ** ((targetLoudness - loudness(samples, sampleRate)) / 20));
    const { words, source, saysOther } = await tools.voice.align({ text, language, samples, sampleRate }, { signal });
    const pause = Math.max(0, Math.round((tail / 1000 - trail) * sampleRate));
    const whole = new Float32Array(samples.length + pause);
    whole.set(samples);
    const value = { samples: whole, words, source };
    // No more than a note: an accent the voices don't have may sound like other words.
    if (saysOther) return { value, costUsd: 0, note: otherWordsNote(scene) };
    return { value, costUsd: 0, ...(source === 'estimated' && { note: estimatedNote(language) }) };
  };
}

function checkLength(
  { samples, lead, trail, isLonger }: Recording,
  { sceneId, text, language }: RecordedScene,
  { usual, longest }: { usual: number; longest: number },
): void {
  const seconds = samples.length / sampleRate - lead - trail;
  if (!isLonger && seconds <= longest && seconds >= usual * fastest) return;
  const count = weighWords(text, language).length;
  const words = count === 1 ? 'one word, which usually takes' : `${count} words, which usually take`;
  const lasts = isLonger ? `more than ${Math.floor(longest + mostSilence)} s` : `${seconds.toFixed(1)} s`;
  throw new Failure(
    'InvalidInput',
    `the recording of the scene ${sceneId} lasts ${lasts}; its narration has ${words} about ${usual.toFixed(1)} s: ` +
      'give a recording of these words alone, and of all of them',
  );
}

/** The engine speaks of a file by its path, which is this machine's own affair. */
function named(error: unknown, path: string, sceneId: string): unknown {
  if (!(error instanceof Failure)) return error;
  const { type, cause, retryAfterMs, details } = error;
  const message = error.message.replaceAll(path, `of the scene ${sceneId}`);
  return new Failure(type, message, { cause, retryAfterMs, details });
}

function beginning(text: string): string {
  const words = text.split(/\s+/);
  return words.length > 8 ? `${words.slice(0, 8).join(' ')} …` : text;
}

function otherWordsNote({ sceneId, text }: RecordedScene): string {
  return (
    `The recording of the scene ${sceneId} seems to say something else than its narration “${beginning(text)}”: ` +
    'the captions show the narration. Check that each scene has its own recording.'
  );
}

function estimatedNote(language: Language): string {
  const { name } = languages[language];
  return (
    `No offline voice reads ${name} well enough to find its words in a recording: the captions follow the length of the ` +
    'words, and may be a little early or late.'
  );
}
