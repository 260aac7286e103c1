import { createHash } from 'node:crypto';
import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Activities } from '../../src/contracts/activities.ts';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import type { RecordPipelineInput } from '../../src/contracts/records.ts';
import { sceneId } from '../../src/contracts/script.ts';

export type StageName = keyof Activities;
type Behaviour = (input: never, call: number) => void | Promise<void>;

/** Activities that answer at once with plausible references, write down what they were asked, and fail when told to. */
export interface FakeStages {
  activities: Activities;
  calls: { name: StageName; input: unknown }[];
  records: RecordPipelineInput[];
  /** What happens before the activity answers; throwing makes it fail. `call` counts this activity's calls from 1. */
  before(name: StageName, behaviour: Behaviour): void;
  count(name: StageName): number;
}

function fakeRef(text: string, mediaType = 'application/json'): ArtifactRef {
  return { sha256: createHash('sha256').update(text).digest('hex'), bytes: text.length, mediaType };
}

/** A failure that the retry policy doesn't retry, of a kind a person can mend. */
export const badKey = (message = 'the key is not valid') => ApplicationFailure.nonRetryable(message, 'BadCredentials');

type AbTestStage =
  | ('planAbTest' | 'turnAbTest' | 'readAbTest' | 'showVariant')
  | ('judgeAbTest' | 'drawAbTest' | 'recordAbTest');

/** Days follow each other by the server's clock, in order, however long they are. */
function fakeAbTests(dayMs: number): {
  [N in AbTestStage]: (input: Parameters<Activities[N]>[0]) => Awaited<ReturnType<Activities[N]>>;
} {
  const now = () => Context.current().info.currentAttemptScheduledTimestampMs;
  const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const startOf = (day: string) =>
    dayMs === 86_400_000 ? `${day}T08:00:00.000Z` : new Date(now() + dayMs).toISOString();
  return {
    planAbTest({ design: { days }, variants }) {
      const startDay = dateOf(now() + 86_400_000);
      return {
        ...{ channelId: 'fake', seed: 7, registeredAt: new Date(now()).toISOString() },
        ...{ startDay, startsAt: startOf(startDay) },
        schedule: Array.from({ length: days }, (_, day) => variants[day % variants.length]?.id).join(''),
        power: { impressionsPerDay: 2000, rate: 0.04, spread: 0.15, isMeasured: false, detectableEffect: 0.2 },
      };
    },
    turnAbTest({ begins, gives }) {
      const day = dateOf(Date.parse(begins.day) + 86_400_000);
      const seen = { title: 'Three hearts' };
      return { isShown: gives !== undefined, seen, next: { day, startsAt: startOf(day) } };
    },
    readAbTest: () => ({
      ...{ awaitedDays: 0, hasEnded: false },
      evidence: { verdict: 'open', sentence: 'Nothing is decided yet', countedDays: 0 },
    }),
    showVariant: () => ({ isShown: true }),
    judgeAbTest: () => {
      throw new Error('nothing to judge');
    },
    drawAbTest: () => ({ report: fakeRef('report', 'image/png') }),
    recordAbTest: () => undefined,
  };
}

/** @param dayMs how long a day of an A/B test takes */
export function createFakeStages({ scenes = 3, thumbnails = 1, dayMs = 86_400_000 } = {}): FakeStages {
  const calls: FakeStages['calls'] = [];
  const records: RecordPipelineInput[] = [];
  const behaviours = new Map<StageName, Behaviour>();
  const count = (name: StageName) => calls.filter((call) => call.name === name).length;

  const outcome = { provider: 'fake', costUsd: 0.01, found: false };
  const answers: { [N in StageName]: (input: Parameters<Activities[N]>[0]) => Awaited<ReturnType<Activities[N]>> } = {
    fetchKeywords: () => ({ ...outcome, keywords: fakeRef('keywords'), primary: 'octopus hearts' }),
    writeScript: () => ({
      ...outcome,
      script: fakeRef('script'),
      title: 'Three hearts',
      sceneIds: Array.from({ length: scenes }, (_, index) => sceneId(index + 1)),
    }),
    reviseScript: ({ edits }) => ({
      ...outcome,
      script: fakeRef(`script ${JSON.stringify(edits)}`),
      title: 'Three hearts',
      sceneIds: Array.from({ length: scenes }, (_, index) => sceneId(index + 1)),
    }),
    narrateScene: ({ sceneIndex, brief }) => ({
      ...outcome,
      audio: fakeRef(`audio ${sceneIndex} ${brief.voice}`, 'audio/wav'),
      timing: fakeRef(`timing ${sceneIndex}`),
      frames: 90,
      voice: brief.voice ?? 'af_heart',
      timingSource: 'exact',
    }),
    listVoices: () => ({ voices: [], notes: [] }),
    renderScene: ({ sceneIndex }) => ({ ...outcome, clip: fakeRef(`clip ${sceneIndex}`) }),
    assembleFilm: () => ({
      ...outcome,
      video: fakeRef('video', 'video/mp4'),
      srt: fakeRef('srt', 'application/x-subrip'),
      vtt: fakeRef('vtt', 'text/vtt'),
      durationSeconds: 9,
      quality: {
        durationSeconds: 9,
        narrationSeconds: 9,
        frames: 270,
        loudnessLufs: -14,
        truePeakDbtp: -1.5,
        blackSeconds: 0,
        frozenSeconds: 0,
        silentSeconds: 0,
        problems: [],
        warnings: [],
      },
    }),
    makeThumbnails: () => ({
      ...outcome,
      variants: ['a', 'b', 'c'].slice(0, thumbnails).map((id) => ({
        ...{ id, image: fakeRef(id === 'a' ? 'thumbnail' : `thumbnail ${id}`, 'image/jpeg') },
        ...{ text: 'WHY?', design: 'plain' },
      })),
    }),
    buildMetadata: () => ({ ...outcome, metadata: fakeRef('metadata') }),
    translateFilm: ({ language, captions }) => ({
      ...outcome,
      translation: {
        language,
        words: fakeRef(`words in ${language}`),
        ...(captions && { captions: fakeRef(`captions in ${language}`, 'application/x-subrip') }),
      },
    }),
    publishFilm: ({ pipelineId, brief }) => ({
      ...outcome,
      publication: {
        ...{ target: 'fake', id: pipelineId, url: `https://example.invalid/${pipelineId}` },
        // A platform has a film as private first.
        ...(brief.providers.upload?.[0] === 'youtube' && { privacy: 'private' }),
      },
    }),
    checkProcessing: () => ({ isReady: true }),
    setThumbnail: () => outcome,
    addCaptions: () => outcome,
    addToPlaylists: () => outcome,
    describeFilm: () => outcome,
    releaseFilm: ({ publication, brief: { publish } }) => ({
      ...outcome,
      publication: { ...publication, privacy: publish?.privacy ?? 'private', publishAt: publish?.publishAt },
    }),
    checkRelease: ({ publication: { publishAt: _, ...publication } }) => ({
      ...outcome,
      publication: { ...publication, privacy: 'public' },
    }),
    compareFilm: () => ({}),
    keepSignIn: () => undefined,
    retractPublication: () => undefined,
    probeFile: () => ({ width: 1920, height: 1080, durationSeconds: 9, framesPerSecond: 30, hasSound: true }),
    keepOwnWords: ({ words }) => ({ metadata: fakeRef(`metadata ${JSON.stringify(words)}`) }),
    releaseFiles: () => undefined,
    recordPipeline: () => undefined,
    ...fakeAbTests(dayMs),
  };

  const activities = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      async (input: never) => {
        const stage = name as StageName;
        calls.push({ name: stage, input });
        if (stage === 'recordPipeline') records.push(input as RecordPipelineInput);
        await behaviours.get(stage)?.(input, count(stage));
        return (answer as (given: never) => unknown)(input);
      },
    ]),
  ) as unknown as Activities;

  return { activities, calls, records, before: (name, behaviour) => void behaviours.set(name, behaviour), count };
}
