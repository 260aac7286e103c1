import { serveThread } from '../threads/serve.ts';
import { drawStill } from './draw-still.ts';
import { drawThumbnail } from './draw-thumbnail.ts';
import type { Picture, PictureTask } from './picture-engine.ts';

serveThread<PictureTask, Picture>(async (task, { signal }) => {
  if (task.kind === 'thumbnail') return drawThumbnail(task.request, signal);
  return { image: await drawStill(task.request, signal), text: '', design: '' };
});
