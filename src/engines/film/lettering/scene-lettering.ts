import { type Format, formats } from '../../../contracts/formats.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { CaptionLook, WordsLook } from '../../../contracts/style.ts';
import type { Cue, OnScreenText } from '../../../contracts/timeline.ts';
import { registerFonts } from '../../text/fonts.ts';
import type { Overlay } from '../resampler/resampler.ts';
import { createCaptionLayer } from './caption-layer.ts';
import { type CardWords, createCardLayer } from './card-layer.ts';
import type { Layer } from './layer.ts';
import { createProgressLayer, type Progress } from './progress-layer.ts';
import { createSheet } from './sheet.ts';
import { createWatermarkLayer, type Watermark } from './watermark-layer.ts';
import { createWordsLayer } from './words-layer.ts';

/** All words that lie on a scene's picture. */
export interface SceneLettering {
  /** Seconds from the scene's start; undefined when captions are off. */
  captions: { look: CaptionLook; cues: Cue[] } | undefined;
  /** One text is shown at a time: one that begins while another is shown takes its place. */
  words: { look: WordsLook; texts: OnScreenText[] };
  /** A title in the middle of the frame with a smaller line below, drawn instead of `words`. */
  card?: CardWords;
  progress?: Progress;
  watermark?: Watermark;
  language: Language;
}

/**
 * Answers what lies over each frame of a scene, from below: watermark, progress, on-screen words, captions. Frames are
 * asked in ascending order, from any one. A layer is the same object for as long as it looks the same; each of its looks
 * is drawn once, and only the last one is kept.
 *
 * @throws Failure `InvalidInput` when the watermark's picture cannot be read
 */
export function createLettering(format: Format, lettering: SceneLettering): (frame: number) => readonly Overlay[] {
  registerFonts();
  const { captions, words, card, progress, watermark, language } = lettering;
  const sheet = createSheet(formats[format]);
  const layers: Layer[] = [];
  if (watermark) layers.push(createWatermarkLayer(sheet, watermark, format, language));
  if (progress) layers.push(createProgressLayer(sheet, progress, format));
  if (card) layers.push(createCardLayer(sheet, { look: words.look, card }, format, language));
  else if (words.texts.length > 0) layers.push(createWordsLayer(sheet, words, format, language));
  if (captions) layers.push(createCaptionLayer(sheet, captions, format, language));
  return (frame) => layers.flatMap((layer) => layer(frame) ?? []);
}
