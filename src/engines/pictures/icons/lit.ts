import { createCanvas } from '@napi-rs/canvas';
import { withOpacity } from '../../text/colours.ts';
import { silhouette } from './engrave.ts';
import type { IconEffect } from './icon-store.ts';

export interface Lighting {
  /** Of the light and of the dark, `#rrggbb`. */
  light: string;
  dark: string;
  /** Where the light comes from, in radians; 0 is the right, π/2 below. */
  from: number;
  /** How dark the side away from the light is, and the side towards it, 0–1. */
  shade: readonly [near: number, far: number];
}

// Directions are few, so that icons that are kept can be used again.
const directions = 8;

/** A modelled icon in the dark: one light tints the side it falls on and draws a bright edge there. */
export function lit({ light, dark, from, shade }: Lighting): IconEffect {
  const step = Math.round((from / (Math.PI * 2)) * directions);
  const angle = (step / directions) * Math.PI * 2;
  return {
    name: `lit ${light} ${dark} ${step} ${shade.join()}`,
    apply(icon) {
      const { width, height } = icon;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const canvas = createCanvas(width, height);
      const pen = canvas.getContext('2d');
      pen.drawImage(icon, 0, 0);
      pen.globalCompositeOperation = 'source-atop';
      const ends = [
        width / 2 + (dx * width) / 2,
        height / 2 + (dy * height) / 2,
        width / 2 - (dx * width) / 2,
        height / 2 - (dy * height) / 2,
      ] as const;
      const falling = pen.createLinearGradient(...ends);
      falling.addColorStop(0, withOpacity(dark, shade[0]));
      falling.addColorStop(0.45, withOpacity(dark, shade[0] + (shade[1] - shade[0]) * 0.7));
      falling.addColorStop(1, withOpacity(dark, shade[1]));
      pen.fillStyle = falling;
      pen.fillRect(0, 0, width, height);
      const tint = pen.createLinearGradient(...ends);
      tint.addColorStop(0, withOpacity(light, 0.34));
      tint.addColorStop(0.6, withOpacity(light, 0.05));
      tint.addColorStop(1, withOpacity(light, 0));
      pen.fillStyle = tint;
      pen.fillRect(0, 0, width, height);

      const rim = createCanvas(width, height);
      const edge = rim.getContext('2d');
      const reach = Math.max(1.2, width * 0.011);
      edge.drawImage(silhouette(icon, light), 0, 0);
      edge.globalCompositeOperation = 'destination-out';
      edge.filter = `blur(${Math.max(0.4, width * 0.0035)}px)`;
      edge.drawImage(silhouette(icon, '#000000'), -dx * reach, -dy * reach);
      pen.globalCompositeOperation = 'source-over';
      pen.drawImage(rim, 0, 0);
      return canvas;
    },
  };
}
