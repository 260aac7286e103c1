import type { Provided, ProviderCall } from '../../../contracts/provider-call.ts';
import type { PictureLook } from '../../../contracts/style.ts';
import type { StillRequest } from '../../../engines/pictures/picture-engine.ts';

/** One shot of a scene, as every source of pictures gets it. */
export type PictureRequest = StillRequest;

/** A picture as a file: PNG or JPEG, or a clip. */
export interface ProvidedPicture {
  kind: 'still' | 'clip';
  bytes: Buffer;
  mediaType: string;
  /** What the description has to say of it. */
  credit?: string;
}

export interface PictureProvider {
  readonly name: string;
  /** The style's part that decides how its pictures look; a provider whose pictures don't follow it has none. */
  lookOf(look: PictureLook): unknown;
  findPicture(request: PictureRequest, call: ProviderCall): Promise<Provided<ProvidedPicture>>;
}
