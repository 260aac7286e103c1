import { type Format, formats, framesPerSecond } from '../../../contracts/formats.ts';
import type { Mp4Facts } from '../mp4-facts.ts';

/** What the index of a film says that it should not. */
export function containerProblems(
  { tracks, indexFirst, editLists }: Mp4Facts,
  { format, expectedFrames }: { format: Format; expectedFrames: number },
): string[] {
  const { width, height } = formats[format];
  const problems: string[] = [];
  const picture = tracks.find(({ kind }) => kind === 'picture');
  const sound = tracks.find(({ kind }) => kind === 'sound');
  if (!picture) problems.push('the film has no picture');
  else {
    if (picture.codec !== 'avc1' || picture.profile !== 100) problems.push('the picture is not H.264 High');
    if (picture.width !== width || picture.height !== height) {
      problems.push(`the picture has ${picture.width}×${picture.height} pixels instead of ${width}×${height}`);
    }
    if (picture.samples !== expectedFrames) {
      problems.push(`the film has ${picture.samples} frames instead of ${expectedFrames}`);
    }
    const pace = picture.samples / picture.seconds;
    if (!picture.even || Math.abs(pace - framesPerSecond) > 0.01) {
      problems.push(`the picture runs at ${pace.toFixed(2)} frames a second instead of an even ${framesPerSecond}`);
    }
  }
  if (!sound) problems.push('the film has no sound');
  else {
    if (sound.codec !== 'mp4a' || sound.rate !== 48_000) problems.push('the sound is not AAC at 48 kHz');
    const apart = sound.seconds - expectedFrames / framesPerSecond;
    if (Math.abs(apart) > 1 / framesPerSecond) {
      problems.push(`the sound is ${Math.abs(apart).toFixed(2)} s ${apart > 0 ? 'longer' : 'shorter'} than the scenes`);
    }
  }
  if (!indexFirst) problems.push('the index stands at the end of the file: it cannot be played while it loads');
  if (editLists) problems.push('the file has edit lists, which YouTube advises against');
  return problems;
}
