import type { PictureLook } from '../../contracts/style.ts';

/** How image models are asked to draw in a style: nobody is shown a scene that never was as if it had been. */
export const manners: Readonly<Record<PictureLook['treatment'], string>> = {
  vivid: 'a bold, colourful illustration with clean shapes and strong light',
  documentary: 'a sober, painterly illustration with natural colours, as in a documentary',
  paper: 'an illustration of layered cut paper with soft shadows',
  night: 'a dark, atmospheric illustration with glowing accents of light',
};

/** Said last, whatever a script's idea of a picture asks for. Metadata relies on it: see `containsSyntheticMedia`. */
export const notPhotographed = 'It is plainly drawn, never like a photograph or a frame of a film.';
