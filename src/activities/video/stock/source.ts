import type { z } from 'zod';
import type { PictureRequest } from '../providers/provider.ts';
import type { foundPictureSchema } from './found-picture.ts';

export type FoundPicture = z.infer<typeof foundPictureSchema>;

/** A shot that wants a picture. */
export interface WantedPicture {
  request: PictureRequest;
  /** How long it is seen. */
  seconds: number;
}

/** Somewhere pictures lie that nobody makes for us: a stock site, a folder. */
export interface PictureSource {
  /** The provider's public name. */
  readonly name: string;
  /** As messages name it: `Pexels`. */
  readonly title: string;
  /** What may suit the shot, the best first; asked for only as far as it is read. The same shot is offered the same. */
  candidates(wanted: WantedPicture, signal: AbortSignal): AsyncIterable<FoundPicture>;
  /** The path of its file, which is fetched into `folder` where it is not on this machine. */
  fileOf(picture: FoundPicture, folder: string, signal: AbortSignal): Promise<string>;
}
