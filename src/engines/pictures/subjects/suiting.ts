import type { PictureLook } from '../../../contracts/style.ts';
import type { Subject } from './find-icons.ts';

/** Round yellow faces suit bright pictures; in others something else is shown, where there is something else. */
export function suiting(treatment: PictureLook['treatment'], subjects: readonly Subject[]): readonly Subject[] {
  if (treatment === 'vivid' || treatment === 'paper') return subjects;
  const things = subjects.filter(({ kind }) => !kind.startsWith('face-') && kind !== 'emotion');
  return things.length > 0 ? things : subjects;
}
