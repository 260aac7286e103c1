import { framesPerSecond } from '../../contracts/formats.ts';

// YouTube's recommendation: High, progressive, two B-frames, closed groups of half the frame rate, 4:2:0, BT.709.
const groupLength = framesPerSecond / 2;

/** H.264 as every scene has it; equal parameters are what lets scenes be joined by stream copy. */
export const pictureEncoding = [
  // Said of the frames, not of the encoder: it then reaches both the stream and the container.
  ...['-vf', 'setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv'],
  ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'],
  // One thread a scene: two scenes at once use two cores better than one scene with two threads.
  ...['-threads', '1', '-bf', '2', '-g', `${groupLength}`, '-keyint_min', `${groupLength}`, '-sc_threshold', '0'],
];

/**
 * MP4 without edit lists: B-frames are allowed for by negative composition offsets instead, so that the first frame shows
 * at zero. 512 ticks a frame: every frame time is whole. `flags` are further `-movflags`.
 */
export function mp4Muxing(...flags: string[]): string[] {
  const movFlags = ['', 'negative_cts_offsets', ...flags].join('+');
  const ticks = `${512 * framesPerSecond}`;
  return ['-f', 'mp4', '-video_track_timescale', ticks, '-use_editlist', '0', '-movflags', movFlags];
}

/** Sound as YouTube recommends it. */
export const soundEncoding = ['-c:a', 'aac', '-b:a', '384k', '-ar', '48000', '-ac', '2'];
