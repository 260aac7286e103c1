import type { ZodType } from 'zod';
import { type ArtifactRef, artifactRefSchema } from '../../../contracts/artifact.ts';
import { Failure } from '../../../contracts/failures.ts';
import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import { badPlaces } from '../../bad-places.ts';

/** @throws Failure `InvalidInput` naming the files of a request that are not stored */
export async function checkStored(artifacts: ArtifactStore, body: unknown): Promise<void> {
  const found = await Promise.all(
    filesIn(body, ['body']).map(async ({ path, ref }) => ((await artifacts.has(ref)) ? [] : [path])),
  );
  const missing = found.flat().map((path) => ({
    path,
    message: 'no such file is stored: give the reference as the answer had it, or make the file again',
  }));
  if (missing.length > 0) throw badPlaces(missing);
}

function filesIn(value: unknown, path: readonly string[]): { path: string; ref: ArtifactRef }[] {
  if (typeof value !== 'object' || value === null) return [];
  const ref = artifactRefSchema.safeParse(value);
  if (ref.success) return [{ path: path.join('.'), ref: ref.data }];
  return Object.entries(value).flatMap(([key, part]) => filesIn(part, [...path, key]));
}

/** Something that came as a reference or as itself, in both forms. */
export async function readGiven<Value extends object>(
  artifacts: ArtifactStore,
  value: ArtifactRef | Value,
  { schema, name }: { schema: ZodType<Value>; name: string },
): Promise<{ ref: ArtifactRef; value: Value }> {
  const ref = artifactRefSchema.safeParse(value);
  if (!ref.success) return { ref: await artifacts.putJson(value), value: value as Value };
  const stored = schema.safeParse(await artifacts.readJson(ref.data).catch(() => undefined));
  if (stored.success) return { ref: ref.data, value: stored.data };
  throw badPlaces([{ path: `body.${name}`, message: `the stored file is no ${name}` }]);
}

/** What a stage wrote. @throws Failure `ArtifactMissing` when it is no longer stored */
export async function readContent<Value>(
  artifacts: ArtifactStore,
  ref: ArtifactRef,
  schema: ZodType<Value>,
): Promise<Value> {
  const value = await artifacts.readJson(ref).catch((cause: unknown) => {
    if (!(cause instanceof Failure && cause.type === 'ArtifactMissing')) throw cause;
    throw new Failure('ArtifactMissing', `the file ${ref.sha256} is no longer stored: run the stage again`, { cause });
  });
  return schema.parse(value);
}
