import { formats } from '../../contracts/formats.ts';
import { createLettering } from './lettering/scene-lettering.ts';
import { createResampler, type Place, type Resampler } from './resampler/resampler.ts';
import type { RenderSceneRequest } from './scene-request.ts';
import { openShot, type ShotSource } from './shot-source.ts';
import { type PlacedShot, placeShots } from './shot-track.ts';
import { stillSize } from './sources/still.ts';
import { viewTransition } from './transition-views.ts';

/** A shot with its source, and where the resampler holds its picture. */
interface OpenShot extends PlacedShot {
  source: ShotSource;
  place: Place;
}

// Decoding a still takes as much memory as many stills: those of most scenes are decoded while the encoder is still small.
const stillsAhead = 2;

/**
 * The frames of a scene, I420, in order. A frame's bytes are overwritten when `slots` further ones have been asked for.
 * Open at a time are the shot that is seen, the one after it, and one further when it is a still.
 */
export async function* drawScene(
  ffmpeg: string,
  { format, shots, lettering, next, range }: Omit<RenderSceneRequest, 'output'>,
  { slots, signal }: { slots: number; signal: AbortSignal },
): AsyncGenerator<Uint8Array, void, void> {
  const { from, to } = range ?? { from: 0, to: shots.reduce((sum, { frames }) => sum + frames, 0) };
  const waiting = placeShots(shots, next).filter((shot) => from < shot.end && shot.from < to);
  const open: OpenShot[] = [];
  let place: Place = 0;

  function openAhead(): void {
    for (let shot = waiting[0]; shot && open.length <= stillsAhead; shot = waiting[0]) {
      if (shot.shot.kind === 'clip' && open.length > 1) return;
      waiting.shift();
      open.push({ ...shot, place, source: openShot(ffmpeg, shot, format, signal) });
      place = place === 0 ? 1 : 0;
    }
  }

  try {
    openAhead();
    const resampler = createResampler(formats[format], stillSize(format), slots);
    const layersAt = createLettering(format, lettering);
    for (let frame = from; frame < to; frame++) {
      signal.throwIfAborted();
      if (open[0] && frame >= open[0].end) {
        await open.shift()?.source.close();
        openAhead();
      }
      const [current, upcoming] = open;
      if (!current) return;
      resampler.setLayers(layersAt(frame));
      yield await drawFrame(resampler, frame, current, upcoming && frame >= upcoming.from ? upcoming : undefined);
    }
  } finally {
    await Promise.all(open.map(({ source }) => source.close()));
  }
}

async function drawFrame(
  resampler: Resampler,
  frame: number,
  current: OpenShot,
  coming: OpenShot | undefined,
): Promise<Uint8Array> {
  const see = async ({ place, source }: OpenShot, zoom: number) => {
    await source.show(frame, (pixels, size) => resampler.setPicture(place, pixels, size));
    const camera = source.cameraAt(frame);
    return { place, camera: { ...camera, zoom: camera.zoom * zoom } };
  };
  if (!coming?.enter) return resampler.drawFrame(await see(current, 1));
  const motion = coming.shot.kind === 'still' ? coming.shot.motion.kind : undefined;
  const { zoom, mixing } = viewTransition(coming.enter, frame - coming.from, motion);
  const view = await see(current, zoom.leaving);
  return resampler.drawFrame(view, { view: await see(coming, zoom.coming), mixing });
}
