import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../../../src/contracts/failures.ts';
import { joinWords } from '../../../src/contracts/narration.ts';
import { loudness } from '../../../src/engines/voice/loudness.ts';
import { targetLoudness } from '../../../src/engines/voice/speech-level.ts';
import {
  createVoiceEngine,
  type NarrateRequest,
  type Narration,
  type VoiceEngine,
} from '../../../src/engines/voice/voice-engine.ts';
import { testTools } from '../../support/tools.ts';

const pauses = { comma: 150, sentence: 350, tail: 500 };
const english: NarrateRequest = {
  text: 'Two hearts, in 1998! 🐙 Why?',
  language: 'en',
  voice: 'af_heart',
  pauses,
};

let engine: VoiceEngine;

beforeAll(() => {
  engine = createVoiceEngine({ models: testTools().models, threads: 2 });
});

afterAll(() => engine.close());

/** Stretches of at least 60 ms below -46 dBFS, in seconds. */
function silences({ samples, sampleRate }: Narration): { start: number; seconds: number }[] {
  const found: { start: number; seconds: number }[] = [];
  let quietFrom = 0;
  for (let at = 0; at <= samples.length; at++) {
    if (at < samples.length && Math.abs(samples[at] ?? 0) < 0.005) continue;
    if (at - quietFrom >= 0.06 * sampleRate)
      found.push({ start: quietFrom / sampleRate, seconds: (at - quietFrom) / sampleRate });
    quietFrom = at + 1;
  }
  return found;
}

/** The silence that a word is followed by. */
function silenceAfter(narration: Narration, word: number): number {
  const [from, to] = [narration.words[word], narration.words[word + 1]];
  const between = silences(narration).filter(
    ({ start, seconds }) => start + seconds > (from?.end ?? 0) && start < (to?.start ?? Number.POSITIVE_INFINITY),
  );
  return Math.max(0, ...between.map(({ seconds }) => seconds));
}

function expectOrdered({ words, samples, sampleRate }: Narration, text: string): void {
  expect(joinWords(words)).toBe(text.trim().split(/\s+/).join(' '));
  let previous = 0;
  for (const { start, end } of words) {
    expect(start).toBeGreaterThanOrEqual(previous);
    expect(end - start).toBeGreaterThan(0.0199);
    previous = end;
  }
  expect(previous).toBeLessThanOrEqual(samples.length / sampleRate);
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error as Failure,
  );

describe('a narration in English', () => {
  let narration: Narration;
  const progress: string[] = [];

  beforeAll(async () => {
    narration = await engine.narrate(english, { onProgress: ({ done, total }) => progress.push(`${done}/${total}`) });
  });

  test('has every token of the text, in order, within the sound', () => {
    expectOrdered(narration, english.text);
    expect(progress).toEqual(['1/2', '2/2']);
  });

  test('lasts as long as such words do', () => {
    const [two, , , year] = narration.words;
    expect((two?.end ?? 0) - (two?.start ?? 0)).toBeGreaterThan(0.08);
    expect((two?.end ?? 0) - (two?.start ?? 0)).toBeLessThan(0.5);
    expect((year?.end ?? 0) - (year?.start ?? 0)).toBeGreaterThan(0.6);
    expect(narration.samples.length / 48_000).toBeGreaterThan(2.5);
    expect(narration.samples.length / 48_000).toBeLessThan(5);
  });

  test('pauses where it was asked to, as long as it was asked to', () => {
    expect(silenceAfter(narration, 1)).toBeCloseTo(0.15, 1);
    expect(silenceAfter(narration, 3)).toBeCloseTo(0.35, 1);
    expect(silences(narration).at(-1)?.seconds).toBeCloseTo(0.5, 1);
  });

  test('is even and does not clip', () => {
    expect(narration.samples.every((sample) => Math.abs(sample) < 0.96)).toBe(true);
    const loudest = narration.samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
    expect(loudest).toBeGreaterThan(0.2);
  });

  test('is the same when it is asked for again', async () => {
    const again = await engine.narrate(english);
    expect(Buffer.from(again.samples.buffer).equals(Buffer.from(narration.samples.buffer))).toBe(true);
    expect(again.words).toEqual(narration.words);
  });
});

test('a narration in French keeps the figures of the script and says them in words', async () => {
  const text = '30 % des 1 200 pieuvres, à 2,5 km.';
  const narration = await engine.narrate({ text, language: 'fr', voice: 'ff_siwis', pauses });
  expectOrdered(narration, text);
  expect(silenceAfter(narration, 5)).toBeCloseTo(0.15, 1);
  expect(narration.samples.length / 48_000).toBeGreaterThan(3);
  expect(narration.samples.length / 48_000).toBeLessThan(6);
});

test('a text of emoji is a silence in which to look at it, with its words', async () => {
  const narration = await engine.narrate({ ...english, text: ` ${'🐙 '.repeat(100)}` });
  expectOrdered(narration, '🐙 '.repeat(100));
  expect(narration.samples.every((sample) => sample === 0)).toBe(true);
  expect(narration.samples.length / 48_000).toBeCloseTo(6.5, 1);
});

test('control characters, mixed scripts and words without vowels do not stop it', async () => {
  const text = 'a\u0007b \u200fمرحبا 章鱼 \u202e_x_ brrrrrrrrrrrrrrrr #';
  expectOrdered(await engine.narrate({ ...english, text }), text);
});

test('every sentence is as loud as the others, long or short, calm or called out', async () => {
  const text =
    'The octopus has three hearts, two of them for its gills. Stop! Why would it need more than one? ' +
    '“Blue blood,” she whispered… Yes. AMAZING, ISN’T IT?';
  const { samples, words, sampleRate } = await engine.narrate({ ...english, text });
  const ends = words.flatMap(({ text: word }, index) => (/[.!?…]”?$/.test(word) ? [index] : []));
  const levels = ends.map((end, index) => {
    const from = words[(ends[index - 1] ?? -1) + 1]?.start ?? 0;
    return loudness(samples.slice(from * sampleRate, (words[end]?.end ?? 0) * sampleRate), sampleRate);
  });
  expect(levels.length).toBe(6);
  for (const level of levels) expect(Math.abs(level - targetLoudness)).toBeLessThan(0.75);
  expect(Math.max(...levels) - Math.min(...levels)).toBeLessThanOrEqual(1);
}, 30_000);

test('a semicolon, a dash and three dots are waited for longer than a comma, a new paragraph longer than a sentence', async () => {
  const text = 'In winter, it was cold; the sea was dark — nobody dared to swim… until she came.\n\nSix. Seven.';
  const narration = await engine.narrate({ ...english, text });
  const after = (text: string) =>
    silenceAfter(
      narration,
      narration.words.findIndex((word) => word.text === text),
    );
  expect(after('winter,')).toBeCloseTo(0.15, 1);
  for (const mark of ['cold;', '—', 'swim…']) expect(after(mark)).toBeGreaterThan(after('winter,') + 0.03);
  expect(after('swim…')).toBeGreaterThan(after('—'));
  expect(after('came.')).toBeCloseTo(0.35 * 1.7, 1);
  expect(after('Six.')).toBeCloseTo(0.35, 1);
});

describe('a language the neural voice does not speak', () => {
  const samplesOf = {
    de: 'Kraken haben drei Herzen, am 3. Mai gezählt. Zwei davon pumpen Blut!',
    ar: 'للأخطبوط ثلاثة قلوب، ودم أزرق. اثنان منها يضخان الدم؟',
    hi: 'ऑक्टोपस के तीन दिल होते हैं, और नीला खून। उनमें से दो गलफड़ों में खून भेजते हैं।',
    zh: '章鱼有三颗心脏，血液是蓝色的。其中两颗把血液送往鳃部！',
    ko: '문어는 심장이 세 개이고, 피가 파랗습니다. 그중 두 개는 아가미로 피를 보냅니다.',
  } as const;

  test.each(Object.entries(samplesOf) as [keyof typeof samplesOf, string][])(
    '%s is spoken by the voice made by rules, with its words’ times and our pauses',
    async (language, text) => {
      const narration = await engine.narrate({ text, language, voice: 'espeak', pauses });
      expectOrdered(narration, text);
      const { words, samples, sampleRate } = narration;
      const [comma, stop] = [/[,،，]$/, /\D[.!?؟。！।]$/].map((mark) =>
        words.findIndex(({ text: word }) => mark.test(word)),
      );
      expect(silenceAfter(narration, comma ?? -1)).toBeCloseTo(0.15, 1);
      expect(silenceAfter(narration, stop ?? -1)).toBeCloseTo(0.35, 1);
      const seconds = samples.length / sampleRate;
      expect(seconds).toBeGreaterThan(4);
      expect(seconds).toBeLessThan(10);
      expect(words.every(({ start, end }) => end - start < 2)).toBe(true);
      expect(loudness(samples, sampleRate)).toBeCloseTo(targetLoudness, 0);
    },
  );

  test('has that voice among the voices', async () => {
    expect(await engine.voices()).toContainEqual({ id: 'espeak', language: 'zh' });
    const failure = await failureOf(engine.narrate({ ...english, language: 'ko' }));
    expect(failure?.type).toBe('UnknownVoice');
    expect(failure?.message).toMatch(/'af_heart' speaks English.*한국어.*espeak/);
  });

  test.each(['he', 'th', 'ja'] as const)('%s, which it would only spell, is refused', async (language) => {
    const failure = await failureOf(engine.narrate({ ...english, language, voice: 'espeak' }));
    expect(failure?.type).toBe('UnsupportedLanguage');
    expect(failure?.message).toMatch(/narration of your own/);
  });
});

test('the voices are those of the languages a film can have', async () => {
  const voices = await engine.voices();
  expect(voices).toContainEqual({ id: 'ff_siwis', language: 'fr', gender: 'female' });
  expect(voices).toContainEqual({ id: 'bm_george', language: 'en', gender: 'male' });
  expect(voices.some(({ id }) => id.startsWith('j'))).toBe(false);
});

describe('a narration is refused', () => {
  test('in a voice that is not there, naming those that are', async () => {
    const failure = await failureOf(engine.narrate({ ...english, voice: '../af_heart' }));
    expect(failure?.type).toBe('UnknownVoice');
    expect(failure?.message).toMatch(/'\.\.\/af_heart'.*English.*af_heart, /);
  });

  test('in a voice of another language', async () => {
    const failure = await failureOf(engine.narrate({ ...english, voice: 'ff_siwis' }));
    expect(failure?.type).toBe('UnknownVoice');
    expect(failure?.message).toMatch(/'ff_siwis' speaks Français and the text is in English.*af_heart/);
  });

  test('of an empty text, and at an impossible pace', async () => {
    expect((await failureOf(engine.narrate({ ...english, text: ' \n' })))?.type).toBe('InvalidInput');
    expect((await failureOf(engine.narrate({ ...english, speed: Number.NaN })))?.type).toBe('InvalidInput');
  });

  test('when it is cancelled, before or while it is spoken, and what has not begun is not begun', async () => {
    expect((await failureOf(engine.narrate(english, { signal: AbortSignal.abort() })))?.type).toBe('Cancelled');
    const controller = new AbortController();
    const done: number[] = [];
    const text = 'Yes. '.repeat(40);
    const options = {
      signal: controller.signal,
      onProgress: (progress: { done: number }) => {
        done.push(progress.done);
        controller.abort();
      },
    };
    expect((await failureOf(engine.narrate({ ...english, text }, options)))?.type).toBe('Cancelled');
    await engine.narrate({ ...english, text: 'Yes.' });
    expect(done).toEqual([1]);
  });
});

describe('a missing or damaged file says how to get it', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voice-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('first the model, then the vocabulary, then the voices', async () => {
    const broken = createVoiceEngine({ models: folder, threads: 1 });
    const { models } = testTools();
    const expectMissing = async (file: string) => {
      const failure = await failureOf(broken.narrate(english));
      expect(failure).toBeInstanceOf(Failure);
      expect(failure?.type).toBe('ToolMissing');
      expect(failure?.message).toContain(file);
      expect(failure?.message).toContain('./faceless setup');
    };
    await expectMissing('kokoro-v1.0.int8.onnx');
    await symlink(join(models, 'kokoro-v1.0.int8.onnx'), join(folder, 'kokoro-v1.0.int8.onnx'));
    await expectMissing('vocab.json');
    await symlink(join(models, 'vocab.json'), join(folder, 'vocab.json'));
    await expectMissing('voices');
    await mkdir(join(folder, 'voices'));
    await writeFile(join(folder, 'voices/af_heart.bin'), 'short');
    await expectMissing('af_heart.bin');
    await broken.close();
  });
});
