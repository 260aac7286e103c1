import type { PictureCredit } from '../../../contracts/clip.ts';
import type { Provided, ProviderCall } from '../../../contracts/provider-call.ts';
import type { StillRequest } from '../../../engines/pictures/picture-engine.ts';
import type { FilmShot } from '../../../infra/database/picture-claims.ts';

/** One shot of a scene, as every source of pictures gets it. */
export type PictureRequest = StillRequest;

/** A picture as bytes, or as a file: a still of a common format, or a clip. */
export type ProvidedPicture = {
  kind: 'still' | 'clip';
  mediaType: string;
  /** Whom the description has to name for it. */
  credit?: PictureCredit;
  /** It was there before: nobody drew it for the film. */
  found?: true;
  /** The name it was claimed by, where it was: see `PictureProvider.mayShow`. */
  claim?: string;
} & ({ bytes: Buffer } | { path: string });

export interface PictureCall extends ProviderCall {
  /** Whose picture it is to be. */
  shot: FilmShot;
  /** How long it is seen, in frames: while it comes in, too. */
  frames: number;
  /** An empty folder for its file, gone after the call. */
  folder: string;
}

export interface PictureProvider {
  readonly name: string;
  /** What of a request decides its picture: one that was found before for the same is taken. */
  inputsOf(request: PictureRequest): object;
  findPicture(request: PictureRequest, call: PictureCall): Promise<Provided<ProvidedPicture>>;
  /**
   * Whether a picture found before may be this shot's: none of the film's other shots shows it. Providers whose pictures exist
   * once for everybody have it; what others make is made for its shot.
   */
  mayShow?(claim: string, shot: FilmShot): Promise<boolean>;
}
