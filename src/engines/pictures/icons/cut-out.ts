import { createCanvas } from '@napi-rs/canvas';
import { silhouette } from './engrave.ts';
import type { IconEffect } from './icon-store.ts';

/** A flat icon cut out with a margin of paper around it, on a larger canvas. `margin` in pixels. */
export function cutOut(paper: string, margin: number): IconEffect {
  return {
    name: `cut out ${paper} ${margin.toFixed(1)}`,
    apply(icon) {
      const room = Math.ceil(margin * 1.2);
      const sheet = createCanvas(icon.width + room * 2, icon.height + room * 2);
      const pen = sheet.getContext('2d');
      const shape = silhouette(icon, paper);
      for (let step = 0; step < 20; step++) {
        const angle = (step / 20) * Math.PI * 2;
        pen.drawImage(shape, room + Math.cos(angle) * margin, room + Math.sin(angle) * margin);
      }
      pen.drawImage(shape, room, room);
      pen.drawImage(icon, room, room);
      return sheet;
    },
  };
}
