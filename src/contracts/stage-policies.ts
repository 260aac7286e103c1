import type { Activities } from './activities.ts';
import type { Role } from './roles.ts';

type Span = `${number}${'s' | 'm' | 'h'}`;

/** How an activity is called, whoever calls it: a workflow, or the API for a stage alone. */
export interface StagePolicy {
  taskQueue: Role;
  startToCloseTimeout: Span;
  heartbeatTimeout: Span;
  retry: { initialInterval: Span; backoffCoefficient: number; maximumInterval: Span; maximumAttempts: number };
}

function policy(taskQueue: Role, startToCloseTimeout: Span, maximumAttempts: number): StagePolicy {
  return {
    taskQueue,
    startToCloseTimeout,
    heartbeatTimeout: '20s',
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts },
  };
}

/**
 * Queue, timeouts and retries of every stage, on one page.
 *
 * `startToCloseTimeout` bounds one try. Every activity heartbeats each few seconds for as long as its process lives, so a
 * killed worker is noticed after `heartbeatTimeout`, long before that. Which failures are never retried is said by the
 * activity itself (`failures.ts`).
 */
export const stagePolicies = {
  fetchKeywords: policy('keyword-fetcher', '2m', 5),
  writeScript: policy('script-generator', '15m', 5),
  reviseScript: policy('script-generator', '5m', 5),
  narrateScene: policy('tts-renderer', '30m', 6),
  listVoices: policy('tts-renderer', '1m', 2),
  renderScene: policy('video-assembler', '1h', 6),
  assembleFilm: policy('video-assembler', '2h', 4),
  makeThumbnails: policy('thumbnail-maker', '10m', 5),
  buildMetadata: policy('metadata-builder', '15m', 5),
  // Of a film of an hour, twenty answers one after the other.
  translateFilm: policy('metadata-builder', '30m', 5),
  // An outage of a quarter of an hour, or of many restarts, is waited for before a person is asked.
  publishFilm: policy('uploader', '12h', 20),
  checkProcessing: policy('uploader', '2m', 20),
  setThumbnail: policy('uploader', '10m', 20),
  addCaptions: policy('uploader', '10m', 20),
  addToPlaylists: policy('uploader', '10m', 20),
  describeFilm: policy('uploader', '5m', 20),
  releaseFilm: policy('uploader', '5m', 20),
  // For as long as a platform may be late with what it was told to publish: about half an hour.
  checkRelease: policy('uploader', '5m', 35),
  compareFilm: policy('uploader', '5m', 3),
  keepSignIn: policy('uploader', '1m', 3),
  retractPublication: policy('uploader', '10m', 10),
  probeFile: policy('video-assembler', '10m', 5),
  keepOwnWords: policy('metadata-builder', '5m', 5),
  // Its measurement may ask a platform for weeks of reports.
  planAbTest: policy('ab-tester', '15m', 20),
  // A swap that takes longer than a quarter of an hour has spoilt its day.
  turnAbTest: policy('ab-tester', '5m', 12),
  readAbTest: policy('ab-tester', '15m', 10),
  showVariant: policy('ab-tester', '5m', 20),
  judgeAbTest: policy('ab-tester', '2m', 2),
  drawAbTest: policy('ab-tester', '2m', 2),
  releaseFiles: policy('orchestrator', '5m', 10),
} as const satisfies Partial<Record<keyof Activities, StagePolicy>>;

export type StageActivity = keyof typeof stagePolicies;
