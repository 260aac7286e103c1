import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../contracts/failures.ts';

/** Symbols of a style table: one row for each length of utterance, 256 numbers a row. */
export const styleRows = 510;
export const styleWidth = 256;

export const modelPath = (models: string) => join(models, 'kokoro-v1.0.int8.onnx');
const vocabularyPath = (models: string) => join(models, 'vocab.json');
const voicePath = (models: string, voice: string) => join(models, 'voices', `${voice}.bin`);

/** Names of the voices in the folder. Fails with `ToolMissing` when the model, its vocabulary or its voices are not there. */
export async function listVoiceFiles(models: string): Promise<string[]> {
  for (const path of [modelPath(models), vocabularyPath(models)]) {
    await stat(path).catch((error: unknown) => Promise.reject(missing(path, error)));
  }
  const folder = join(models, 'voices');
  const files = await readdir(folder).catch((error: unknown) => Promise.reject(missing(folder, error)));
  return files
    .filter((file) => file.endsWith('.bin'))
    .map((file) => file.slice(0, -'.bin'.length))
    .sort();
}

/** Bytes of one of the files above. */
export async function readModelFile(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => Promise.reject(missing(path, error)));
}

/** Symbol → number, from `{"vocab": {…}}`. */
export async function readVocabulary(models: string): Promise<Map<string, number>> {
  const path = vocabularyPath(models);
  try {
    const { vocab } = JSON.parse((await readModelFile(path)).toString('utf8')) as { vocab: Record<string, number> };
    return new Map(Object.entries(vocab));
  } catch (error) {
    throw error instanceof Failure ? error : damaged(path, error);
  }
}

/** The style table of a voice: `styleRows` × `styleWidth` numbers. */
export async function readStyles(models: string, voice: string): Promise<Float32Array> {
  const path = voicePath(models, voice);
  const bytes = await readModelFile(path);
  if (bytes.length !== styleRows * styleWidth * 4) throw damaged(path);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function missing(path: string, cause: unknown): Failure {
  return new Failure('ToolMissing', `the offline voice needs ${path}, which cannot be read: run \`./faceless setup\``, {
    cause,
  });
}

export function damaged(path: string, cause?: unknown): Failure {
  return new Failure('ToolMissing', `${path} is damaged: delete it and run \`./faceless setup\``, { cause });
}
