import type { PictureLook } from '../../../contracts/style.ts';
import { documentary } from './documentary.ts';
import { night } from './night.ts';
import { paper } from './paper.ts';
import type { Treatment } from './treatment.ts';
import { vivid } from './vivid.ts';

export const treatments: Readonly<Record<PictureLook['treatment'], Treatment>> = { vivid, documentary, paper, night };
