/** What a picture's file says of it before anything is decoded. */
export interface StillHeader {
  format: StillFormat;
  /** As stored: `orientation` may turn it. */
  width: number;
  height: number;
  /** EXIF's: 1 upright, 2–8 turned or mirrored. */
  orientation: number;
  /** Some of it may be transparent. */
  alpha: boolean;
  animated: boolean;
  /** Of the decoded picture, at most. */
  bytesPerPixel: number;
  /** The transfer of high dynamic range: `smpte2084` or `arib-std-b67`. */
  hdrTransfer?: string;
  /** Where the first picture of an animation lies, for decoders that know no animation. */
  firstFrame?: { at: number; length: number; alpha: boolean };
  /** Four inks, but the file does not say so. */
  unmarkedInks?: boolean;
  /** Transparency is a second picture in the file. */
  alphaApart?: boolean;
}

export type StillFormat = 'JPEG' | 'PNG' | 'WebP' | 'AVIF' | 'HEIC' | 'GIF' | 'BMP' | 'TIFF';
