import { createAbTestActivities, openAbTestStores } from '../../src/activities/abtest/ab-test-activities.ts';
import { openTestPlatforms } from '../../src/activities/abtest/providers/open-test-platforms.ts';
import { createRecordAbTest } from '../../src/activities/records/record-ab-test.ts';
import { createRecordActivities } from '../../src/activities/records/record-pipeline.ts';
import type { Activities } from '../../src/contracts/activities.ts';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import type { KeywordSet } from '../../src/contracts/keywords.ts';
import type { Metadata } from '../../src/contracts/metadata.ts';
import { type Script, sceneId } from '../../src/contracts/script.ts';
import type { StageInput } from '../../src/contracts/stages.ts';
import type { ArtifactStore } from '../../src/infra/artifacts/artifact-store.ts';
import { createAbTestRecords } from '../../src/infra/database/ab-tests.ts';
import type { Database } from '../../src/infra/database/database.ts';
import { createPipelineRecords } from '../../src/infra/database/records.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { badKey, createFakeStages } from '../support/fake-stages.ts';

/** A pipeline with this topic stops at its narration, a publication with this title at its upload; they wait for a person. */
export const blockedTopic = 'A film that is blocked';

/** Files of each kind that a stage makes or takes. */
export interface StoredFiles {
  keywords: ArtifactRef;
  script: ArtifactRef;
  metadata: ArtifactRef;
  audio: ArtifactRef;
  timing: ArtifactRef;
  clip: ArtifactRef;
  video: ArtifactRef;
  srt: ArtifactRef;
  vtt: ArtifactRef;
  thumbnail: ArtifactRef;
}

const keywords: KeywordSet = {
  language: 'en',
  primary: 'octopus hearts',
  keywords: [{ text: 'octopus hearts', score: 50, source: 'fake' }],
  measured: false,
};

const script: Script = {
  title: 'Three hearts',
  language: 'en',
  scenes: [1, 2, 3].map((number) => ({
    id: sceneId(number),
    narration: `This is scene ${number}.`,
    visual: { idea: 'An octopus', keywords: ['octopus'] },
  })),
  writer: { provider: 'fake' },
};

const metadata: Metadata = {
  title: 'Three hearts',
  description: 'Why octopuses have three hearts.',
  tags: ['octopus'],
  hashtags: ['#octopus'],
  chapters: [],
  language: 'en',
  categoryId: '27',
  credits: [],
  containsSyntheticMedia: true,
  selfDeclaredMadeForKids: false,
};

export async function storeFiles(artifacts: ArtifactStore): Promise<StoredFiles> {
  const text = (content: string, mediaType: string) => artifacts.putBytes(Buffer.from(content), mediaType);
  return {
    keywords: await artifacts.putJson(keywords),
    script: await artifacts.putJson(script),
    metadata: await artifacts.putJson(metadata),
    audio: await text('audio', 'audio/wav'),
    timing: await artifacts.putJson({ words: [] }),
    clip: await artifacts.putJson({ clip: 1 }),
    video: await text('a film of some bytes', 'video/mp4'),
    srt: await text('1\n', 'application/x-subrip'),
    vtt: await text('WEBVTT\n', 'text/vtt'),
    thumbnail: await text('a picture', 'image/jpeg'),
  };
}

/** The stages of the tests, but what they answer is stored, and what they record is written. */
export function storedStages(files: StoredFiles, artifacts: ArtifactStore, database: Database): Activities {
  const fake = createFakeStages();
  const block = ({ brief }: StageInput) => {
    if (brief.topic === blockedTopic) throw badKey();
  };
  fake.before('narrateScene', block);
  fake.before('publishFilm', block);
  const { activities } = fake;
  return {
    ...activities,
    ...createRecordActivities(createPipelineRecords(database), asleep),
    ...createRecordAbTest(createAbTestRecords(database), asleep),
    ...abTestStages(activities, artifacts, database),
    fetchKeywords: async (input) => ({ ...(await activities.fetchKeywords(input)), keywords: files.keywords }),
    writeScript: async (input) => ({ ...(await activities.writeScript(input)), script: files.script }),
    reviseScript: async (input) => ({ ...(await activities.reviseScript(input)), script: files.script }),
    narrateScene: async (input) => ({
      ...(await activities.narrateScene(input)),
      ...{ audio: files.audio, timing: files.timing },
    }),
    renderScene: async (input) => ({ ...(await activities.renderScene(input)), clip: files.clip }),
    assembleFilm: async (input) => {
      const { video, srt, vtt } = files;
      return { ...(await activities.assembleFilm(input)), video, srt, vtt };
    },
    makeThumbnails: async (input) => {
      const made = await activities.makeThumbnails(input);
      return { ...made, variants: made.variants.map((variant) => ({ ...variant, image: files.thumbnail })) };
    },
    buildMetadata: async (input) => ({ ...(await activities.buildMetadata(input)), metadata: files.metadata }),
    keepOwnWords: async () => ({ metadata: files.metadata }),
  };
}

const asleep = { wake: () => undefined };

/** Tests are planned, judged and drawn as they are; one that asks at its end is there at once. */
function abTestStages({ readAbTest }: Activities, artifacts: ArtifactStore, database: Database): Partial<Activities> {
  const platforms = openTestPlatforms({ artifacts, database: async () => database });
  const stores = async () => openAbTestStores(database);
  const logger = createLogger({ level: 'silent' });
  const real = createAbTestActivities({ artifacts, logger, platforms, stores, now: Date.now });
  return {
    judgeAbTest: real.judgeAbTest,
    drawAbTest: real.drawAbTest,
    async planAbTest(subject) {
      const plan = await real.planAbTest(subject);
      return subject.design.atEnd === 'ask' ? { ...plan, startsAt: plan.registeredAt } : plan;
    },
    async readAbTest(input) {
      return { ...(await readAbTest(input)), hasEnded: input.design.atEnd === 'ask' };
    },
  };
}
