import type { Scene } from '../../contracts/script.ts';
import type { MotionHint } from './motion.ts';

/**
 * What a scene asks of the camera: closer for a question, a number or large words; wider where something is revealed in
 * the whole; along where things follow one another.
 */
export function hintOf({ narration, onScreenText }: Scene, figure: string | undefined): MotionHint | undefined {
  if (/[?？؟]/u.test(narration)) return 'closer';
  if (/(?:\b(?:1\d{3}|20\d{2})\b.*){2}|→|\b(?:then|puis|ensuite|luego|poi|depois)\b/iu.test(narration)) return 'along';
  if (onScreenText?.trim() || figure) return 'closer';
  if (/\b(?:all|every|whole|entire|world|tout|toute|monde|entier|todo|mundo|tutto|mondo)\b/iu.test(narration)) {
    return 'wider';
  }
  return undefined;
}
