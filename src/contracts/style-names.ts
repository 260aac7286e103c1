import type { Format } from './formats.ts';

/** The name of a style that leaves the choice to the format. */
export const automaticStyle = 'auto';

const ofFormat: Readonly<Record<Format, string>> = { short: 'vivid', square: 'vivid', long: 'documentary' };

/** The style in `styles/` that a name stands for. */
export function styleNamed(name: string, format: Format): string {
  return name === automaticStyle ? ofFormat[format] : name;
}
