import type { Brief } from '../../contracts/brief.ts';
import type { Estimate } from '../../contracts/estimates.ts';
import { type Script, scriptSchema } from '../../contracts/script.ts';
import type { ArtifactStore } from '../artifacts/artifact-store.ts';
import type { Config } from '../config/config.ts';
import { listProviders } from '../config/provider-facts.ts';
import { estimateRun } from './estimate.ts';
import { readPrices } from './prices.ts';
import { readShotSeconds } from './shot-seconds.ts';

/** What is known of a run beside its brief. */
export interface PlannedRun {
  script?: Script;
  /** Scenes with a recording or pictures of the person's own that are not stored yet, by their ids. */
  recorded?: Iterable<string>;
  pictured?: Iterable<string>;
  /** Mean length of a shot in seconds, of a style that is not stored yet. */
  shotSeconds?: number;
}

/** Says what a run would cost. The script of a brief is read from the store where it is not given. */
export type EstimateCost = (brief: Brief, planned?: PlannedRun) => Promise<Estimate>;

/** By the providers this process knows the keys of, and the price table as it is now. */
export function createEstimator(config: Config, artifacts: Pick<ArtifactStore, 'readJson'>): EstimateCost {
  const facts = listProviders(config);
  return async (brief, planned = {}) => {
    const script = planned.script ?? (brief.script && scriptSchema.parse(await artifacts.readJson(brief.script)));
    const scenes = script?.scenes ?? [];
    const request = {
      brief,
      script,
      recorded: new Set([
        ...(planned.recorded ?? []),
        ...scenes.flatMap(({ id, recording }) => (recording ? [id] : [])),
      ]),
      pictured: new Set([
        ...(planned.pictured ?? []),
        ...scenes.flatMap(({ id, visual }) => (visual.media ? [id] : [])),
      ]),
      shotSeconds:
        planned.shotSeconds ?? (await readShotSeconds(brief, { stylesFolder: config.stylesFolder, artifacts })),
    };
    return estimateRun(request, facts, await readPrices(config.pricesFile));
  };
}
