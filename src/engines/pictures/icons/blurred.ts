import { createCanvas } from '@napi-rs/canvas';
import type { IconEffect } from './icon-store.ts';

/** An icon out of focus, on a larger canvas; `blur` is a share of its size. `before` is applied first. */
export function blurred(blur: number, before?: IconEffect): IconEffect {
  return {
    name: `blurred ${blur} ${before?.name ?? ''}`,
    apply(icon) {
      const sharp = before ? before.apply(icon) : icon;
      const margin = Math.ceil(sharp.width * blur * 3);
      const soft = createCanvas(sharp.width + margin * 2, sharp.height + margin * 2);
      const pen = soft.getContext('2d');
      pen.filter = `blur(${sharp.width * blur}px)`;
      pen.drawImage(sharp, margin, margin);
      return soft;
    },
  };
}
