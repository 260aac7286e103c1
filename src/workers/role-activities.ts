import { join } from 'node:path';
import { createAbTestActivities, openAbTestStores } from '../activities/abtest/ab-test-activities.ts';
import { openTestPlatforms } from '../activities/abtest/providers/open-test-platforms.ts';
import { createKeepOwnWords } from '../activities/assets/keep-own-words.ts';
import { createProbeFile } from '../activities/assets/probe-file.ts';
import { createReleaseFiles } from '../activities/assets/release-files.ts';
import { createKeywordActivities } from '../activities/keywords/fetch-keywords.ts';
import { openKeywordProviders } from '../activities/keywords/providers/open-keyword-providers.ts';
import { createMetadataActivities } from '../activities/metadata/build-metadata.ts';
import { openMetadataProviders } from '../activities/metadata/providers/open-metadata-providers.ts';
import { createRecordAbTest } from '../activities/records/record-ab-test.ts';
import { createRecordActivities } from '../activities/records/record-pipeline.ts';
import { sweepScratch } from '../activities/scratch.ts';
import { openScriptProviders } from '../activities/script/providers/open-script-providers.ts';
import { createScriptActivities } from '../activities/script/write-script.ts';
import { createRecordingListener } from '../activities/speech/listen-to-recording.ts';
import { createSpeechActivities } from '../activities/speech/narrate-scene.ts';
import { openSpeechProviders } from '../activities/speech/providers/open-speech-providers.ts';
import { createStyleReader, type ReadStyle } from '../activities/styles.ts';
import { createThumbnailActivities } from '../activities/thumbnail/make-thumbnails.ts';
import { openThumbnailProviders } from '../activities/thumbnail/providers/open-thumbnail-providers.ts';
import { createCompareFilm } from '../activities/upload/compare-film.ts';
import { createKeepSignIn } from '../activities/upload/keep-sign-in.ts';
import { openPublishTargets, openYoutubeChannels } from '../activities/upload/providers/open-publish-targets.ts';
import { createPublicationStages } from '../activities/upload/publication-stages.ts';
import { createPublishFilm } from '../activities/upload/publish-film.ts';
import { createAssembleFilm } from '../activities/video/assemble-film.ts';
import { openPictureProviders } from '../activities/video/providers/open-picture-providers.ts';
import { createRenderScene } from '../activities/video/render-scene.ts';
import type { Activities } from '../contracts/activities.ts';
import type { Role } from '../contracts/roles.ts';
import { createFilmEngine } from '../engines/film/film-engine.ts';
import { createPictureEngine, type PictureEngine } from '../engines/pictures/picture-engine.ts';
import { registerFontFolder } from '../engines/text/fonts.ts';
import { createVoiceEngine } from '../engines/voice/voice-engine.ts';
import { createAbTestRecords } from '../infra/database/ab-tests.ts';
import { createChannels } from '../infra/database/channels.ts';
import { createPictureClaims } from '../infra/database/picture-claims.ts';
import { createPublishedFilms } from '../infra/database/published-films.ts';
import { createPipelineRecords } from '../infra/database/records.ts';
import { createOutboxRelay } from '../infra/events/outbox-relay.ts';
import { openLlms } from '../infra/llm/open-llms.ts';
import { createSealer } from '../infra/secrets/seal-text.ts';
import type { Resources } from './resources.ts';

export interface RoleActivities {
  activities: Partial<Activities>;
  /** Calls at once in one process: where the work is computing, as many as the configuration gives cores. */
  parallel: number;
}

const waiting = 8;

/** What each role's worker offers. Only what the role needs is opened. */
export const activitiesOfRole: Readonly<Record<Role, (resources: Resources) => Promise<RoleActivities>>> = {
  async orchestrator(resources) {
    const database = await resources.database();
    const relay = createOutboxRelay({ database, bus: resources.bus, logger: resources.logger, pollMs: 2000 });
    resources.closeLater(() => relay.stop());
    const records = {
      ...createRecordActivities(createPipelineRecords(database), relay),
      ...createRecordAbTest(createAbTestRecords(database), relay),
    };
    return { activities: { ...records, ...createReleaseFiles(resources.artifacts) }, parallel: waiting };
  },

  async 'keyword-fetcher'(resources) {
    return {
      activities: createKeywordActivities(resources, openKeywordProviders(resources.config.vendors)),
      parallel: waiting,
    };
  },

  async 'script-generator'(resources) {
    return {
      activities: createScriptActivities(resources, openScriptProviders(openLlms(resources.config.vendors))),
      parallel: waiting,
    };
  },

  async 'tts-renderer'(resources) {
    const { parallel, scratchFolder } = resources.config;
    const { models, ffmpeg } = await resources.tools();
    const voice = createVoiceEngine({ models: models.path, threads: parallel });
    resources.closeLater(() => voice.close());
    const speakers = openSpeechProviders(resources.config.vendors, { ffmpeg: ffmpeg.path, voice });
    const listen = createRecordingListener(resources.artifacts, { ffmpeg: ffmpeg.path, scratchFolder, voice });
    return { activities: createSpeechActivities(resources, speakers, listen), parallel };
  },

  async 'video-assembler'(resources) {
    const { parallel, scratchFolder } = resources.config;
    const { ffmpeg, music } = await resources.tools();
    const swept = await sweepScratch(scratchFolder);
    if (swept > 0) resources.logger.info({ swept }, 'removed what killed calls had left in the scratch folder');
    const film = createFilmEngine({ ffmpeg: ffmpeg.path, threads: parallel, encoder: resources.config.encoder });
    resources.closeLater(() => film.close());
    const pictures = openPictures(resources);
    const tools = { film, scratchFolder, readStyle: styleReader(resources) };
    const { mediaFolder } = resources.config;
    const claims = createPictureClaims(() => resources.database());
    const stock = { mediaFolder, pictures, ffmpeg: ffmpeg.path, claims, cache: resources.cache };
    return {
      activities: {
        renderScene: createRenderScene(resources, openPictureProviders(resources.config.vendors, stock), tools),
        assembleFilm: createAssembleFilm(resources, { ...tools, pictures, musicFolder: music.path }),
        ...createProbeFile(resources, { ffmpeg: ffmpeg.path, scratchFolder }),
      },
      parallel,
    };
  },

  async 'thumbnail-maker'(resources) {
    const pictures = openPictures(resources);
    return {
      activities: createThumbnailActivities(
        resources,
        openThumbnailProviders(resources.config.vendors, { pictures, artifacts: resources.artifacts }),
        styleReader(resources),
      ),
      parallel: 1,
    };
  },

  async 'metadata-builder'(resources) {
    return {
      activities: {
        ...createMetadataActivities(
          resources,
          openMetadataProviders(openLlms(resources.config.vendors)),
          styleReader(resources),
        ),
        ...createKeepOwnWords(resources.artifacts),
      },
      parallel: waiting,
    };
  },

  async uploader(resources) {
    const targets = openPublishTargets(resources);
    const sealer = createSealer(resources.config.secretsKey);
    const films = async () => createPublishedFilms(await resources.database());
    return {
      activities: {
        ...createPublishFilm(resources, targets),
        ...createPublicationStages(resources, targets, films),
        ...createCompareFilm(resources, targets, films),
        ...createKeepSignIn(async () => createChannels(await resources.database(), sealer), sealer),
      },
      parallel: waiting,
    };
  },

  async 'ab-tester'(resources) {
    const { artifacts, logger } = resources;
    registerFontFolder(join(resources.config.toolsFolder, 'fonts'));
    const database = () => resources.database();
    const platforms = openTestPlatforms({ artifacts, database, channels: openYoutubeChannels(resources) });
    const stores = async () => openAbTestStores(await database());
    return {
      activities: createAbTestActivities({ artifacts, logger, platforms, stores, now: Date.now }),
      parallel: waiting,
    };
  },
};

/** Styles name fonts: those of the fonts folder have to be known where one is read. */
function styleReader({ config, artifacts }: Resources): ReadStyle {
  registerFontFolder(join(config.toolsFolder, 'fonts'));
  return createStyleReader(config.stylesFolder, artifacts);
}

function openPictures(resources: Resources): PictureEngine {
  registerFontFolder(join(resources.config.toolsFolder, 'fonts'));
  const pictures = createPictureEngine({ threads: 1 });
  resources.closeLater(() => pictures.close());
  return pictures;
}
