import { InferenceSession, Tensor } from 'onnxruntime-node';
import { damaged, modelPath, readModelFile, readStyles, readVocabulary, styleRows, styleWidth } from './model-files.ts';
import { durationsOutput, prepareModel } from './model-graph.ts';
import type { VoiceSymbol } from './utterance.ts';

/** Symbols the model takes in one run. */
export const longestUtterance = styleRows;

/** Samples a second of what the model says. */
export const voiceRate = 24_000;

export interface Utterance {
  /** Mono, `voiceRate`, about -1..1. */
  samples: Float32Array;
  /** Where each symbol begins and the last ends, in samples: one more than there are symbols. */
  edges: number[];
}

export interface NeuralVoice {
  /** Symbols the model knows. */
  alphabet: ReadonlyMap<string, number>;
  /** At most `longestUtterance` symbols. */
  speak(symbols: readonly VoiceSymbol[], voice: string, speed: number): Promise<Utterance>;
}

/** One session is one thread's; without spinning, for the other threads work too. */
const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
  // With the special handling of quantized graphs off, the weights are unpacked once, at loading.
  extra: { session: { intra_op: { allow_spinning: '0' }, disable_quant_qdq: '1' } },
};

/** Kokoro-82M, made ready in memory: the file stays as it came. */
export async function loadNeuralVoice(models: string): Promise<NeuralVoice> {
  const alphabet = await readVocabulary(models);
  const path = modelPath(models);
  const file = await readModelFile(path);
  const session = await openModel(file).catch((error: unknown) => Promise.reject(damaged(path, error)));

  const styles = new Map<string, Float32Array>();
  async function styleFor(voice: string, length: number): Promise<Float32Array> {
    const table = styles.get(voice) ?? (await readStyles(models, voice));
    styles.set(voice, table);
    const row = Math.min(Math.max(length - 1, 0), styleRows - 1);
    return table.slice(row * styleWidth, (row + 1) * styleWidth);
  }

  return {
    alphabet,
    async speak(symbols, voice, speed) {
      const ids = [0, ...symbols.map(({ character }) => alphabet.get(character) ?? 0), 0];
      const style = await styleFor(voice, symbols.length);
      const outputs = await session.run({
        tokens: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
        style: new Tensor('float32', style, [1, styleWidth]),
        speed: new Tensor('float32', Float32Array.of(speed), [1]),
      });
      const samples = outputs['audio']?.data as Float32Array;
      const frames = Array.from(outputs[durationsOutput]?.data as BigInt64Array, Number);
      return { samples, edges: symbolEdges(frames, samples.length) };
    },
  };
}

async function openModel(file: Buffer): Promise<InferenceSession> {
  return InferenceSession.create(prepareModel(file), sessionOptions);
}

/** From the frames of every symbol, the padding at both ends included, to where each spoken symbol lies. */
function symbolEdges(frames: readonly number[], samples: number): number[] {
  const total = frames.reduce((sum, count) => sum + count, 0);
  const edges: number[] = [];
  let passed = 0;
  for (const count of frames.slice(0, -1)) {
    passed += count;
    edges.push((passed / total) * samples);
  }
  return edges;
}
