import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../contracts/activities.ts';
import type { Role } from '../contracts/roles.ts';
import { type StageActivity, stagePolicies } from '../contracts/stage-policies.ts';

/**
 * The activities as workflows call them. Queues, timeouts and retries are those of `contracts/stage-policies.ts`; when the
 * tries are used up the step is `failed` and waits for a person.
 */
function stage(name: StageActivity): ActivityOptions {
  return {
    ...stagePolicies[name],
    // The default would let the workflow go on while FFmpeg still runs.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  };
}

type Of<Name extends keyof Activities> = Pick<Activities, Name>;

export const { fetchKeywords } = proxyActivities<Of<'fetchKeywords'>>(stage('fetchKeywords'));

export const { writeScript } = proxyActivities<Of<'writeScript'>>(stage('writeScript'));
export const { reviseScript } = proxyActivities<Of<'reviseScript'>>(stage('reviseScript'));

export const { narrateScene } = proxyActivities<Of<'narrateScene'>>(stage('narrateScene'));

export const { renderScene } = proxyActivities<Of<'renderScene'>>(stage('renderScene'));
export const { assembleFilm } = proxyActivities<Of<'assembleFilm'>>(stage('assembleFilm'));

export const { makeThumbnails } = proxyActivities<Of<'makeThumbnails'>>(stage('makeThumbnails'));

export const { buildMetadata } = proxyActivities<Of<'buildMetadata'>>(stage('buildMetadata'));
export const { translateFilm } = proxyActivities<Of<'translateFilm'>>(stage('translateFilm'));

export const { publishFilm } = proxyActivities<Of<'publishFilm'>>(stage('publishFilm'));
export const { checkProcessing } = proxyActivities<Of<'checkProcessing'>>(stage('checkProcessing'));
export const { setThumbnail } = proxyActivities<Of<'setThumbnail'>>(stage('setThumbnail'));
export const { addCaptions } = proxyActivities<Of<'addCaptions'>>(stage('addCaptions'));
export const { addToPlaylists } = proxyActivities<Of<'addToPlaylists'>>(stage('addToPlaylists'));
export const { describeFilm } = proxyActivities<Of<'describeFilm'>>(stage('describeFilm'));
export const { releaseFilm } = proxyActivities<Of<'releaseFilm'>>(stage('releaseFilm'));
export const { checkRelease } = proxyActivities<Of<'checkRelease'>>(stage('checkRelease'));
export const { compareFilm } = proxyActivities<Of<'compareFilm'>>(stage('compareFilm'));
export const { retractPublication } = proxyActivities<Of<'retractPublication'>>(stage('retractPublication'));

/** A person's own file is looked at before the scenes of films that wait for the same workers. */
export const { probeFile } = proxyActivities<Of<'probeFile'>>({ ...stage('probeFile'), priority: { priorityKey: 1 } });
export const { keepOwnWords } = proxyActivities<Of<'keepOwnWords'>>(stage('keepOwnWords'));
export const { releaseFiles } = proxyActivities<Of<'releaseFiles'>>(stage('releaseFiles'));

export const { planAbTest } = proxyActivities<Of<'planAbTest'>>(stage('planAbTest'));
export const { turnAbTest } = proxyActivities<Of<'turnAbTest'>>(stage('turnAbTest'));
export const { readAbTest } = proxyActivities<Of<'readAbTest'>>(stage('readAbTest'));
export const { showVariant } = proxyActivities<Of<'showVariant'>>(stage('showVariant'));

/** Records are never given up: the run goes on beside them, and only its end waits for the last one. */
export const { recordPipeline, recordAbTest } = proxyActivities<Of<'recordPipeline' | 'recordAbTest'>>({
  taskQueue: 'orchestrator' satisfies Role,
  startToCloseTimeout: '15s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** How long a blocked run waits for `retryStep`, `skipStep` or cancel before it fails. */
export const blockedTimeoutMs = 7 * 24 * 60 * 60 * 1000;

/** How long a review waits for `approve` or `reject`. */
export const reviewTimeoutMs = 30 * 24 * 60 * 60 * 1000;
