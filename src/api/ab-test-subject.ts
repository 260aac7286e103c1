import { abTestDesignSchema, abTestVariantsSchema } from '../contracts/ab-test.ts';
import { type AbTestRequest, mostThumbnailBytes } from '../contracts/ab-test-requests.ts';
import type { AbTestSubject } from '../contracts/ab-test-run.ts';
import type { ArtifactRef } from '../contracts/artifact.ts';
import { variantIds } from '../contracts/variant-ids.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import type { Assets } from '../infra/database/assets.ts';
import { type BadPlace, badPlaces } from './bad-places.ts';
import { type NamedAsset, resolveAssets } from './resolve-assets.ts';

interface Asker {
  testId: string;
  owner: string;
  correlationId: string;
  /** The target of tests that name none. */
  testsOn: string;
}

interface Stores {
  artifacts: Pick<ArtifactStore, 'has'>;
  assets(): Promise<Pick<Assets, 'find'>>;
}

/** What a request to start a test is of, with its files in the place of their ids. @throws Failure `InvalidInput` with each mistake */
export async function readAbTestSubject(
  { video, variants: asked, topic = video.id, target, ...design }: AbTestRequest,
  { testId, owner, correlationId, testsOn }: Asker,
  { artifacts, assets }: Stores,
): Promise<{ subject: AbTestSubject; files: ArtifactRef[] }> {
  const thumbnailAt = (index: number) => `body.variants.${index}.thumbnail`;
  const named = asked.flatMap(({ thumbnail: id }, index): NamedAsset[] =>
    typeof id === 'string' ? [{ path: thumbnailAt(index), id, kinds: ['picture'] }] : [],
  );
  const found = named.length > 0 ? await resolveAssets(await assets(), owner, named) : new Map<string, ArtifactRef>();
  const given = asked.map(({ thumbnail, ...texts }, index) => ({
    ...texts,
    ...(thumbnail && { thumbnail: typeof thumbnail === 'string' ? found.get(thumbnailAt(index)) : thumbnail }),
  }));
  const parsed = abTestVariantsSchema.safeParse(given);
  const mistakes = (parsed.error?.issues ?? []).map(({ path, message }) => ({
    path: ['body', 'variants', ...path].join('.'),
    message,
  }));
  const files = given.flatMap(({ thumbnail }, index) =>
    thumbnail ? [{ path: thumbnailAt(index), ref: thumbnail as ArtifactRef }] : [],
  );
  for (const { path, ref } of files) mistakes.push(...(await mistakesOf(path, ref, artifacts)));
  if (!parsed.success || mistakes.length > 0) throw badPlaces(mistakes);

  const subject: AbTestSubject = {
    ...{ testId, owner, topic, correlationId },
    video: { ...video, target: target ?? testsOn },
    variants: parsed.data.map((variant, index) => ({
      id: variantIds[index] as AbTestSubject['variants'][number]['id'],
      ...variant,
    })),
    design: abTestDesignSchema.parse(design),
  };
  return { subject, files: files.map(({ ref }) => ref) };
}

async function mistakesOf(path: string, ref: ArtifactRef, artifacts: Stores['artifacts']): Promise<BadPlace[]> {
  if (ref.bytes > mostThumbnailBytes) {
    return [{ path, message: `a thumbnail has ${mostThumbnailBytes} bytes at most, this one ${ref.bytes}` }];
  }
  if (await artifacts.has(ref)) return [];
  return [
    { path, message: 'no such file is stored: give the reference as the answer had it, or send the file in again' },
  ];
}
