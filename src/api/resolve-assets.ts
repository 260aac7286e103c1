import type { ArtifactRef } from '../contracts/artifact.ts';
import type { AssetKind } from '../contracts/assets.ts';
import type { Assets } from '../infra/database/assets.ts';
import { type BadPlace, badPlaces } from './bad-places.ts';

/** An asset as a request names it. */
export interface NamedAsset {
  /** Where in the request: `body.music.asset`. */
  path: string;
  id: string;
  /** What may be used there. */
  kinds: readonly AssetKind[];
}

/**
 * The files behind the assets a request names, by their places in it.
 * @param owner whose assets they have to be
 * @throws Failure `InvalidInput` naming the place of each that is unknown, another's, or not for that use
 */
export async function resolveAssets(
  assets: Pick<Assets, 'find'>,
  owner: string,
  named: readonly NamedAsset[],
): Promise<ReadonlyMap<string, ArtifactRef>> {
  const ids = new Set(named.map(({ id }) => id));
  const found = new Map((await assets.find(owner, [...ids])).map((asset) => [asset.assetId, asset]));
  const errors: BadPlace[] = [];
  const files = new Map<string, ArtifactRef>();
  for (const { path, id, kinds } of named) {
    const asset = found.get(id);
    if (!asset) errors.push({ path, message: `there is no asset '${id}': GET /api/assets lists yours` });
    else if (!kinds.includes(asset.kind))
      errors.push({ path, message: `${id} is of the kind ${asset.kind}, and ${kinds.join(' or ')} goes here` });
    else files.set(path, asset.file);
  }
  if (errors.length > 0) throw badPlaces(errors);
  return files;
}
