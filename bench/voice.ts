import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createThreadPool } from '../src/engines/threads/pool.ts';
import { loadEspeak } from '../src/engines/voice/espeak.ts';
import { readStyles, readVocabulary, styleWidth } from '../src/engines/voice/model-files.ts';
import { longestUtterance } from '../src/engines/voice/neural-voice.ts';
import { readSentences } from '../src/engines/voice/sentences.ts';
import { cutUtterance, spellUtterance } from '../src/engines/voice/utterance.ts';
import { createVoiceEngine, type VoiceEngine } from '../src/engines/voice/voice-engine.ts';
import { testTools } from '../test/support/tools.ts';
import type { BenchRow } from './row.ts';
import type { BareRequest } from './voice/bare-thread.ts';
import { sampleTexts } from './voice/sample-texts.ts';

const threads = 2;
const speed = 0.93;
const pauses = { comma: 150, sentence: 350, tail: 500 };
const realTimeLimit = 0.5;
const repeats = 2;

interface Run {
  wall: number;
  cpu: number;
}

/**
 * Three languages narrated by two threads, against the time the speech lasts and against the model alone: the same symbols
 * through the file as it came, on two threads too. Loading and a first sentence a thread are left out. The better of two
 * runs each, in turn.
 */
export async function measureVoice(say: (message: string) => void): Promise<BenchRow[]> {
  const { models } = testTools();
  const engine = createVoiceEngine({ models, threads });
  const bare = createThreadPool<BareRequest, number>(new URL('./voice/bare-thread.ts', import.meta.url), threads);
  try {
    const requests = await bareRequests(models);
    say('loading, a first sentence a thread …');
    await engine.narrate({ text: 'One to begin. And two of them.', language: 'en', voice: 'af_heart', pauses });
    const ours: Run[] = [];
    const alone: Run[] = [];
    let speech = 0;
    let memory = 0;
    for (let round = 1; round <= repeats; round++) {
      say(`round ${round} of ${repeats}: the narration …`);
      ours.push(await timed(async () => (speech = await narrateAll(engine))));
      if (round === 1) memory = process.memoryUsage().rss / 1e6;
      say(`round ${round} of ${repeats}: the model alone …`);
      if (round === 1) await Promise.all(requests.slice(-threads).map((request) => bare.run(request)));
      alone.push(await timed(() => Promise.all(requests.map((request) => bare.run(request)))));
    }
    return rowsOf(speech, best(ours), best(alone), memory);
  } finally {
    await Promise.all([engine.close(), bare.close()]);
  }
}

function rowsOf(speech: number, ours: Run, alone: Run, memory: number): BenchRow[] {
  const load = loadavg()[0]?.toFixed(1);
  return [
    {
      figure: 'voice-real-time',
      value: ours.wall,
      reference: speech,
      ratio: ours.wall / speech,
      unit: 's',
      limit: `ratio ≤ ${realTimeLimit}`,
      holds: ours.wall / speech <= realTimeLimit,
      detail:
        `${(ours.cpu / speech).toFixed(2)} CPU s a second of speech; load ${load}; ` +
        `the process takes ${Math.round(memory)} MB with ${threads} threads`,
    },
    {
      figure: 'voice-to-model',
      value: ours.cpu,
      reference: alone.cpu,
      ratio: ours.cpu / alone.cpu,
      unit: 'CPU s',
      limit: 'ratio ≤ 1',
      holds: ours.cpu <= alone.cpu,
      detail: 'against the model file as it came, the same symbols, without anything of ours',
    },
  ];
}

/** Seconds of speech. */
async function narrateAll(engine: VoiceEngine): Promise<number> {
  let seconds = 0;
  for (const { text, language, voice } of sampleTexts) {
    const { samples, sampleRate } = await engine.narrate({ text, language, voice, pauses, speed });
    seconds += samples.length / sampleRate;
  }
  return seconds;
}

/** What the engine gives the model for the same texts, longest first. */
async function bareRequests(models: string): Promise<BareRequest[]> {
  const [phonemizer, alphabet] = [await loadEspeak(), await readVocabulary(models)];
  const requests: BareRequest[] = [];
  for (const { text, language, phonemes, voice } of sampleTexts) {
    const styles = await readStyles(models, voice);
    for (const { tokens } of readSentences(text, language)) {
      const symbols = spellUtterance(tokens, phonemes, phonemizer, alphabet);
      for (const part of cutUtterance(symbols, longestUtterance)) {
        const row = part.length - 1;
        requests.push({
          model: join(models, 'kokoro-v1.0.int8.onnx'),
          tokens: [0, ...part.map(({ character }) => alphabet.get(character) ?? 0), 0],
          style: styles.slice(row * styleWidth, (row + 1) * styleWidth),
          speed,
        });
      }
    }
  }
  return requests.sort((a, b) => b.tokens.length - a.tokens.length);
}

async function timed(work: () => Promise<unknown>): Promise<Run> {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 };
}

/** The least of each: what others take of the machine only adds. */
function best(runs: readonly Run[]): Run {
  return { wall: Math.min(...runs.map(({ wall }) => wall)), cpu: Math.min(...runs.map(({ cpu }) => cpu)) };
}
