import { serveThread } from '../threads/serve.ts';
import { drawCard } from './draw-card.ts';
import { drawStill } from './draw-still.ts';
import { drawThumbnail } from './draw-thumbnail.ts';
import type { Picture, PictureTask } from './picture-engine.ts';

serveThread<PictureTask, Picture>(async (task, { signal }) => {
  if (task.kind === 'thumbnail') return drawThumbnail(task.request, signal);
  const image = task.kind === 'card' ? await drawCard(task.request, signal) : await drawStill(task.request, signal);
  return { image, text: '', design: '' };
});
