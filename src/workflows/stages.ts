import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../contracts/activities.ts';
import type { Role } from '../contracts/roles.ts';

/**
 * Every queue, timeout and retry policy on one page.
 *
 * `startToCloseTimeout` bounds one try. Every activity heartbeats each few seconds for as long as its process lives, so a
 * killed worker is noticed after `heartbeatTimeout`, long before that. Which failures are never retried is said by the
 * activity itself (`contracts/failures.ts`). When the tries are used up the step is `failed` and waits for a person.
 */
function stage(taskQueue: Role, startToCloseTimeout: string, maximumAttempts: number): ActivityOptions {
  return {
    taskQueue,
    startToCloseTimeout,
    heartbeatTimeout: '20s',
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts },
    // The default would let the workflow go on while FFmpeg still runs.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  } as ActivityOptions;
}

type Of<Name extends keyof Activities> = Pick<Activities, Name>;

export const { fetchKeywords } = proxyActivities<Of<'fetchKeywords'>>(stage('keyword-fetcher', '2m', 5));

export const { writeScript, reviseScript } = proxyActivities<Of<'writeScript' | 'reviseScript'>>(
  stage('script-generator', '5m', 5),
);

export const { narrateScene } = proxyActivities<Of<'narrateScene'>>(stage('tts-renderer', '30m', 6));

export const { renderScene } = proxyActivities<Of<'renderScene'>>(stage('video-assembler', '1h', 6));
export const { assembleFilm } = proxyActivities<Of<'assembleFilm'>>(stage('video-assembler', '2h', 4));

export const { makeThumbnails } = proxyActivities<Of<'makeThumbnails'>>(stage('thumbnail-maker', '10m', 5));

export const { buildMetadata } = proxyActivities<Of<'buildMetadata'>>(stage('metadata-builder', '5m', 5));

export const { publishFilm } = proxyActivities<Of<'publishFilm'>>(stage('uploader', '12h', 10));
export const { retractPublication } = proxyActivities<Of<'retractPublication'>>(stage('uploader', '10m', 10));

/** Records are never given up: the run goes on beside them, and only its end waits for the last one. */
export const { recordPipeline } = proxyActivities<Of<'recordPipeline'>>({
  taskQueue: 'orchestrator' satisfies Role,
  startToCloseTimeout: '15s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** How long a blocked run waits for `retryStep`, `skipStep` or cancel before it fails. */
export const blockedTimeoutMs = 7 * 24 * 60 * 60 * 1000;

/** How long a review waits for `approve` or `reject`. */
export const reviewTimeoutMs = 30 * 24 * 60 * 60 * 1000;
