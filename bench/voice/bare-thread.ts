import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { serveThread } from '../../src/engines/threads/serve.ts';

/** A run of the model alone: the file as it came, its inputs ready. */
export interface BareRequest {
  model: string;
  tokens: number[];
  style: Float32Array;
  speed: number;
}

let session: Promise<InferenceSession> | undefined;

/** One thread a session and no spinning, as for two of them on two cores; all else by default. */
async function open(model: string): Promise<InferenceSession> {
  return InferenceSession.create(await readFile(model), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
}

serveThread<BareRequest, number>(async ({ model, tokens, style, speed }) => {
  session ??= open(model);
  const outputs = await (await session).run({
    tokens: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
    style: new Tensor('float32', style, [1, style.length]),
    speed: new Tensor('float32', Float32Array.of(speed), [1]),
  });
  return outputs['audio']?.data.length ?? 0;
});
