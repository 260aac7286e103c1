import { serveThread } from '../threads/serve.ts';
import type { Encoder } from './encoding.ts';
import { renderScene } from './render-scene.ts';
import type { RenderSceneRequest } from './scene-request.ts';

/** What the engine sends to its threads. */
export interface SceneThreadRequest {
  ffmpeg: string;
  encoder: Encoder;
  scene: RenderSceneRequest;
}

// A progress message every frame would cost more than it tells.
const reportEveryMs = 500;

serveThread<SceneThreadRequest, { frames: number }, { done: number; total: number }>(
  ({ ffmpeg, encoder, scene }, call) => {
    let reported = 0;
    return renderScene({ ffmpeg, encoder }, scene, {
      signal: call.signal,
      report(progress) {
        const now = Date.now();
        if (progress.done < progress.total && now - reported < reportEveryMs) return;
        reported = now;
        call.report(progress);
      },
    });
  },
);
