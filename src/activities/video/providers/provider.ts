import type { StillRequest } from '../../../engines/pictures/picture-engine.ts';
import type { Provided, ProviderCall } from '../../provider.ts';

export interface PictureProvider {
  readonly name: string;
  /** A PNG of exactly the size asked for. */
  drawStill(request: StillRequest, call: ProviderCall): Promise<Provided<Buffer>>;
}
