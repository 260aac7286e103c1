import type { ArtifactRef } from '../contracts/artifact.ts';
import type { Asset, AssetKind } from '../contracts/assets.ts';
import { Failure } from '../contracts/failures.ts';
import type { Assets } from '../infra/database/assets.ts';

/** Assets by id, as a request names them. */
export interface WantedAssets {
  music?: string;
  watermark?: string;
  /** Scene → what it shows, in this order. */
  media?: Readonly<Record<string, readonly string[]>>;
}

/** The same as files, as the brief and the script have them. */
export interface ResolvedAssets {
  music?: { kind: 'file'; file: ArtifactRef };
  watermark?: ArtifactRef;
  /** For `visual.media` of the scenes. */
  media: Record<string, ArtifactRef[]>;
}

/**
 * The files behind the assets a request names.
 * @param owner whose assets they have to be
 * @throws Failure `InvalidInput` naming the place of each that is unknown, another's, or not for that use
 */
export async function resolveAssets(assets: Assets, owner: string, wanted: WantedAssets): Promise<ResolvedAssets> {
  const { music, watermark, media = {} } = wanted;
  const ids = [music, watermark, ...Object.values(media).flat()].filter((id) => id !== undefined);
  const found = new Map((await assets.find(owner, [...new Set(ids)])).map((asset) => [asset.assetId, asset]));
  const errors: { path: string; message: string }[] = [];

  const fileOf = (id: string, kinds: readonly AssetKind[], path: string): ArtifactRef | undefined => {
    const asset: Asset | undefined = found.get(id);
    if (asset && kinds.includes(asset.kind)) return asset.file;
    const message = asset ? `${id} is a ${asset.kind}, not a ${kinds.join(' or a ')}` : `there is no asset '${id}'`;
    errors.push({ path, message });
    return undefined;
  };

  const musicFile = music === undefined ? undefined : fileOf(music, ['music'], 'music');
  const watermarkFile = watermark === undefined ? undefined : fileOf(watermark, ['picture'], 'watermark');
  const sceneFiles = Object.entries(media).map(([scene, shown]): [string, ArtifactRef[]] => [
    scene,
    shown.flatMap((id, index) => fileOf(id, ['picture', 'clip'], `media.${scene}.${index}`) ?? []),
  ]);
  if (errors.length > 0) {
    const said = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new Failure('InvalidInput', `${said}; GET /api/assets lists those there are`, { details: { errors } });
  }
  return {
    ...(musicFile && { music: { kind: 'file', file: musicFile } }),
    ...(watermarkFile && { watermark: watermarkFile }),
    media: Object.fromEntries(sceneFiles),
  };
}
