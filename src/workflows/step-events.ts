import type { EventType } from '../contracts/events.ts';
import type { StepResults } from '../contracts/stages.ts';

type Finished = Required<StepResults>;

interface StepEvent<Result> {
  readonly type: EventType;
  readonly data: (result: Result) => Record<string, unknown>;
}

/** What the world hears when a step is done: the event's type, and what it says of the result. */
export const stepEvents: { readonly [S in keyof Finished]: StepEvent<Finished[S]> | undefined } = {
  keywords: {
    type: 'pipeline.keywords.fetched',
    data: ({ primary, provider, keywords }) => ({ primary, provider, keywords }),
  },
  script: {
    type: 'pipeline.script.generated',
    data: ({ title, sceneIds, provider, script }) => ({ title, scenes: sceneIds.length, provider, script }),
  },
  audio: {
    type: 'pipeline.audio.rendered',
    data: ({ sceneFrames, voice, provider }) => ({ scenes: sceneFrames.length, voice, provider }),
  },
  video: {
    type: 'pipeline.video.assembled',
    data: ({ durationSeconds, video, quality }) => ({ durationSeconds, video, loudnessLufs: quality.loudnessLufs }),
  },
  thumbnail: {
    type: 'pipeline.thumbnail.created',
    data: ({ variants }) => ({ variants: variants.map(({ id, image }) => ({ id, image })) }),
  },
  metadata: { type: 'pipeline.metadata.built', data: ({ metadata }) => ({ metadata }) },
  upload: { type: 'pipeline.video.uploaded', data: ({ publication }) => ({ publication }) },
  // The test says itself when it starts.
  abtest: undefined,
};
