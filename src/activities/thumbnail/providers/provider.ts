import type { Provided, ProviderCall } from '../../../contracts/provider-call.ts';
import type { ThumbnailRequest } from '../../../engines/pictures/picture-engine.ts';

export interface DrawnThumbnail {
  /** JPEG, 1280×720, under 2 MB. */
  image: Buffer;
  text: string;
  design: string;
}

export interface ThumbnailProvider {
  readonly name: string;
  drawThumbnail(request: ThumbnailRequest, call: ProviderCall): Promise<Provided<DrawnThumbnail>>;
}
