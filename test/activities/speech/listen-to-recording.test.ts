import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordingListener } from '../../../src/activities/speech/listen-to-recording.ts';
import { createSpeechActivities } from '../../../src/activities/speech/narrate-scene.ts';
import type { Language } from '../../../src/contracts/languages.ts';
import { joinWords, narrationTimingSchema } from '../../../src/contracts/narration.ts';
import { loudness } from '../../../src/engines/voice/loudness.ts';
import { createVoiceEngine, type Narration, type VoiceEngine } from '../../../src/engines/voice/voice-engine.ts';
import { encodeWav } from '../../../src/engines/voice/wav.ts';
import { runTool } from '../../engines/film/sources/samples.ts';
import { testTools } from '../../support/tools.ts';
import { failureOf, runActivity, scriptOf, stageInput, useStageBench } from '../stage-bench.ts';

const { ffmpeg, models } = testTools();
const bench = useStageBench();
const rate = 48_000;
const text = 'Two of the hearts pump blood through the gills. The third stops when it swims, so it would rather crawl!';
const other =
  'Roman concrete gets stronger with age, for sea water seeps into every crack and new crystals grow there.';

let voice: VoiceEngine;
/** The truth: somebody reads the text, and it is known when. */
let spoken: Narration;
beforeAll(async () => {
  voice = createVoiceEngine({ models, threads: 1 });
  const pauses = { comma: 200, sentence: 600, tail: 0 };
  spoken = await voice.narrate({ text, language: 'en', voice: 'am_michael', pauses });
});
afterAll(() => voice.close());

const silence = (seconds: number) => new Float32Array(seconds * rate);
function inOrder(...parts: Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** As it comes from a microphone: faint, with the room's hiss, a click at either end, and time to get ready. */
function asRecorded(samples: Float32Array): Float32Array {
  const whole = inOrder(silence(1.7), samples, silence(1.3)).map(
    (sample, at) => sample * 0.2 + (((at * 7919) % 1013) / 1013 - 0.5) * 0.0005,
  );
  for (const at of [0.4 * rate, whole.length - 0.3 * rate]) whole.fill(0.3, at, at + 200);
  return whole;
}

async function narrate(
  samples: Float32Array,
  {
    narration = text,
    language = 'en' as Language,
    format = 'flac',
  }: Partial<Record<'narration' | 'format', string>> & { language?: Language } = {},
) {
  const { narrateScene } = createSpeechActivities(
    bench,
    [],
    createRecordingListener(bench.artifacts, { ffmpeg, scratchFolder: join(bench.folder, 'scratch'), voice }),
  );
  const wav = join(bench.folder, 'given.wav');
  const file = join(bench.folder, `voice.${format}`);
  await writeFile(wav, encodeWav(samples, rate));
  await runTool('-i', wav, file);
  const recording = await bench.artifacts.putFile(file, `audio/${format}`);
  const script = scriptOf([narration], { language });
  Object.assign(script.scenes[0] as object, { recording });
  const input = { ...stageInput(), script: await bench.artifacts.putJson(script), sceneIndex: 0 };
  return () => runActivity(narrateScene, input);
}

async function soundOf(result: Awaited<ReturnType<Awaited<ReturnType<typeof narrate>>>>) {
  const wav = await bench.artifacts.readBytes(result.audio);
  const sound = Float32Array.from({ length: (wav.length - 44) / 2 }, (_, at) => wav.readInt16LE(44 + at * 2) / 32_768);
  const timing = narrationTimingSchema.parse(await bench.artifacts.readJson(result.timing));
  return { sound, words: timing.words };
}

/** Where in `sound` the truth begins, in seconds: where both are loud at the same moments. */
function placeOf(truth: Float32Array, sound: Float32Array): number {
  const levels = (samples: Float32Array) =>
    Float32Array.from({ length: Math.floor(samples.length / 240) }, (_, window) =>
      samples.subarray(window * 240, (window + 1) * 240).reduce((sum, sample) => sum + Math.abs(sample), 0),
    );
  const [wanted, heard] = [levels(truth), levels(sound)];
  let best = { at: 0, likeness: 0 };
  for (let at = -100; at < 100; at++) {
    const likeness = wanted.reduce((sum, level, window) => sum + level * (heard[window + at] ?? 0), 0);
    if (likeness > best.likeness) best = { at, likeness };
  }
  return (best.at * 240) / rate;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

describe('a scene the person has recorded', () => {
  it.each(['wav', 'flac', 'mp3'])('is heard without what is not speech, its words found in it: %s', async (format) => {
    const result = await (await narrate(asRecorded(spoken.samples), { format }))();
    expect(result).toMatchObject({ provider: 'recording', voice: 'recording', timingSource: 'aligned', costUsd: 0 });
    expect(result.note).toBeUndefined();
    const { sound, words } = await soundOf(result);
    expect(sound.length).toBe(result.frames * 1600);
    expect(loudness(sound, rate)).toBeCloseTo(-23, 0);

    expect(joinWords(words)).toBe(text);
    const shift = placeOf(spoken.samples, sound);
    const late = words.map(({ start }, index) => Math.abs(start - shift - (spoken.words[index]?.start ?? 0)));
    expect(median(late)).toBeLessThan(0.12);
    expect(words[0]?.start).toBeLessThan(0.2);
    const last = spoken.words.at(-1)?.end ?? 0;
    const after = sound.length / rate - shift - last;
    expect(after, 'the pause of a short film').toBeGreaterThan(0.4);
    expect(after).toBeLessThan(0.7);
  });

  it('is found again with the same recording and words, and listened to anew with others', async () => {
    const run = await narrate(asRecorded(spoken.samples));
    expect((await run()).found).toBe(false);
    expect((await run()).found).toBe(true);
    const corrected = await narrate(asRecorded(spoken.samples), { narration: text.replace('!', '.') });
    expect((await corrected()).found).toBe(false);
  });

  it('with other words than its scene’s is used, and the note says so: an accent may sound like it', async () => {
    const run = await narrate(asRecorded(spoken.samples), { narration: other });
    const note = /^The recording of the scene s001 seems to say something else than its narration “Roman concrete/;
    expect(await run()).toMatchObject({ provider: 'recording', note: expect.stringMatching(note) as string });
  });

  it('in a language nobody here reads has its words shared out by length, and says so', async () => {
    const run = await narrate(asRecorded(spoken.samples.subarray(0, 3 * rate)), {
      narration: 'ปลาหมึกมีหัวใจสามดวง หัวใจสองดวงสูบฉีดเลือด',
      language: 'th',
    });
    expect(await run()).toMatchObject({
      timingSource: 'estimated',
      note: expect.stringContaining('No offline voice reads ไทย') as string,
    });
  });
});

describe('a recording that is not of its scene is refused', () => {
  it.each<[string, () => Float32Array, string, RegExp]>([
    [
      'far more',
      () => asRecorded(spoken.samples),
      'Stop.',
      /lasts \d\.\d s; its narration has one word, .* about 0\.3 s/,
    ],
    [
      'half of it',
      () => asRecorded(spoken.samples.subarray(0, rate)),
      text,
      /lasts \d\.\d s; its narration has 20 words/,
    ],
    [
      'minutes of it',
      () => silence(150).map((_, at) => Math.sin(at / 20) / 10),
      'Stop.',
      /lasts more than 63 s; its narration has one word/,
    ],
    ['silence', () => silence(4), text, /^the recording of the scene s001 is silent: record it again$/],
  ])('%s', async (_, samples, narration, message) => {
    const failure = await failureOf((await narrate(samples(), { narration }))());
    expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
    expect(failure.message).toMatch(message);
    expect(failure.message).toMatch(/^the recording of the scene s001 /);
    expect(failure.message).not.toContain(bench.folder);
  });
});
