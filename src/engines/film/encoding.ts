import { framesPerSecond } from '../../contracts/formats.ts';

/** What encodes H.264: x264 on the processor, or a chip of NVIDIA, Intel (`qsv`), AMD or Intel on Linux (`vaapi`), Apple. */
export type Encoder = 'x264' | 'nvenc' | 'qsv' | 'vaapi' | 'videotoolbox';

// YouTube's recommendation: High, progressive, two B-frames, closed groups of half the frame rate, 4:2:0, BT.709.
const groupLength = framesPerSecond / 2;
const groups = ['-bf', '2', '-g', `${groupLength}`];

// Said of the frames, not of the encoder: it then reaches both the stream and the container.
const colours = 'setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv';

/**
 * What each is told, to look like x264's `-crf 20`: a quality is asked for, not a bit rate, and no group may refer to
 * another or begin anywhere but every half second.
 */
const argumentsOf: Readonly<Record<Encoder, readonly string[]>> = {
  x264: [
    ...['-vf', colours],
    ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'],
    // One thread a scene: two scenes at once use two cores better than one scene with two threads.
    ...['-threads', '1', ...groups, '-keyint_min', `${groupLength}`, '-sc_threshold', '0'],
  ],
  nvenc: [
    ...['-vf', colours],
    ...['-c:v', 'h264_nvenc', '-profile:v', 'high', '-preset', 'p4', '-tune', 'hq', '-pix_fmt', 'yuv420p'],
    ...['-rc', 'vbr', '-cq', '22', '-b:v', '0'],
    ...[...groups, '-no-scenecut', '1', '-strict_gop', '1', '-forced-idr', '1'],
  ],
  qsv: [
    // The chip's own layout of 4:2:0; what is encoded is the same.
    ...['-vf', `${colours},format=nv12`],
    ...['-c:v', 'h264_qsv', '-profile:v', 'high', '-preset', 'medium', '-global_quality', '22', '-look_ahead', '0'],
    ...[...groups, '-flags', '+cgop', '-idr_interval', '0', '-adaptive_i', '0', '-adaptive_b', '0', '-b_strategy', '0'],
  ],
  vaapi: [
    ...['-init_hw_device', 'vaapi=chip', '-filter_hw_device', 'chip', '-vf', `${colours},format=nv12,hwupload`],
    ...['-c:v', 'h264_vaapi', '-profile:v', 'high', '-rc_mode', 'CQP', '-qp', '21'],
    ...[...groups, '-idr_interval', '0'],
  ],
  videotoolbox: [
    ...['-vf', colours],
    ...['-c:v', 'h264_videotoolbox', '-profile:v', 'high', '-q:v', '62', '-pix_fmt', 'yuv420p'],
    ...[...groups, '-flags', '+cgop'],
  ],
};

/** H.264 as every scene has it; equal parameters are what lets scenes be joined by stream copy. */
export function pictureEncoding(encoder: Encoder): string[] {
  return [...argumentsOf[encoder]];
}

/** Of the film's and every segment's clock. */
export const ticksPerFrame = 512;

/**
 * MP4 without edit lists: B-frames are allowed for by negative composition offsets instead, so that the first frame shows
 * at zero. `ticksPerFrame`: every frame time is whole. `flags` are further `-movflags`.
 */
export function mp4Muxing(...flags: string[]): string[] {
  const movFlags = ['', 'negative_cts_offsets', ...flags].join('+');
  const ticks = `${ticksPerFrame * framesPerSecond}`;
  return ['-f', 'mp4', '-video_track_timescale', ticks, '-use_editlist', '0', '-movflags', movFlags];
}

/** Sound as YouTube recommends it. */
export const soundEncoding = ['-c:a', 'aac', '-b:a', '384k', '-ar', '48000', '-ac', '2'];
