import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StageContext } from '../../../src/activities/activity.ts';
import { createKeywordActivities } from '../../../src/activities/keywords/fetch-keywords.ts';
import { openKeywordProviders } from '../../../src/activities/keywords/providers/open-keyword-providers.ts';
import { createMetadataActivities } from '../../../src/activities/metadata/build-metadata.ts';
import { openMetadataProviders } from '../../../src/activities/metadata/providers/open-metadata-providers.ts';
import { readTimingArtifact } from '../../../src/activities/read-artifact.ts';
import { openScriptProviders } from '../../../src/activities/script/providers/open-script-providers.ts';
import { createScriptActivities } from '../../../src/activities/script/write-script.ts';
import { createSpeechActivities } from '../../../src/activities/speech/narrate-scene.ts';
import { openSpeechProviders } from '../../../src/activities/speech/providers/open-speech-providers.ts';
import { createStyleReader } from '../../../src/activities/styles.ts';
import { openPictureProviders } from '../../../src/activities/video/providers/open-picture-providers.ts';
import { createRenderScene } from '../../../src/activities/video/render-scene.ts';
import { storeBriefFiles } from '../../../src/cli/commands/own-files.ts';
import type { PlannedBrief } from '../../../src/cli/planned-brief.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import type { Estimate } from '../../../src/contracts/estimates.ts';
import { framesPerSecond } from '../../../src/contracts/formats.ts';
import { type Language, languagesBeside } from '../../../src/contracts/languages.ts';
import type { WordTiming } from '../../../src/contracts/narration.ts';
import { scriptSchema } from '../../../src/contracts/script.ts';
import type { Step } from '../../../src/contracts/steps.ts';
import { buildSubtitles, formatSrt } from '../../../src/engines/film/captions/subtitles.ts';
import type { FilmEngine } from '../../../src/engines/film/film-engine.ts';
import type { PictureEngine } from '../../../src/engines/pictures/picture-engine.ts';
import { registerFontFolder } from '../../../src/engines/text/fonts.ts';
import { createVoiceEngine } from '../../../src/engines/voice/voice-engine.ts';
import type { ArtifactStore } from '../../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { createMemoryCache } from '../../../src/infra/cache/memory-cache.ts';
import type { Config } from '../../../src/infra/config/config.ts';
import { listProviders, servingProviders } from '../../../src/infra/config/provider-facts.ts';
import { createEstimator } from '../../../src/infra/costs/estimator.ts';
import { readPrices } from '../../../src/infra/costs/prices.ts';
import { openPurse } from '../../../src/infra/costs/purse.ts';
import { createPictureClaims } from '../../../src/infra/database/picture-claims.ts';
import { createSpendings } from '../../../src/infra/database/spendings.ts';
import { readUsage } from '../../../src/infra/database/usage.ts';
import { openLlms } from '../../../src/infra/llm/open-llms.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { createMetrics } from '../../../src/infra/metrics/metrics.ts';
import { noRecordings, runActivity } from '../../activities/stage-bench.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { testTools } from '../../support/tools.ts';

interface MadeFilm {
  /** Before anything was asked for. */
  estimate: Estimate;
  /** US dollars by step, as the books have them afterwards. */
  settled: Partial<Record<Step, number>>;
}

/** Makes all of a film that is paid for, by the stages' own activities; frames cost nothing, and none are rendered. */
export async function openFilmCosts(config: Config) {
  const folder = mkdtempSync(join(tmpdir(), 'faceless-costs-'));
  const { ffmpeg, models, fonts } = testTools();
  registerFontFolder(fonts);
  const database = await openTestDatabase();
  const prices = await readPrices(config.pricesFile);
  const voice = createVoiceEngine({ models, threads: 1 });
  const logger = createLogger({ level: 'silent' });
  const film = {
    async renderScene({ output, shots }) {
      await writeFile(output, 'no frames');
      return { frames: shots.length };
    },
  } as Partial<FilmEngine> as FilmEngine;

  /** Each film has a store of its own: what is found costs nothing. */
  function openStages(name: string) {
    const artifacts = createFolderStore({ folder: join(folder, name) });
    const context: StageContext = {
      ...{ artifacts, logger, metrics: createMetrics() },
      payFor: (purpose) => openPurse({ prices, spendings: createSpendings(database), logger }, purpose),
    };
    const { vendors, stylesFolder } = config;
    const readStyle = createStyleReader(stylesFolder, artifacts);
    const llms = openLlms(vendors);
    const pictures = openPictureProviders(vendors, {
      ...{ ffmpeg, cache: createMemoryCache(), pictures: {} as PictureEngine },
      claims: createPictureClaims(async () => database),
    });
    return {
      artifacts,
      ...createKeywordActivities(context, openKeywordProviders(vendors)),
      ...createScriptActivities(context, openScriptProviders(llms)),
      ...createSpeechActivities(context, openSpeechProviders(vendors, { ffmpeg, voice }), noRecordings),
      renderScene: createRenderScene(context, pictures, { film, readStyle, scratchFolder: join(folder, 'scratch') }),
      ...createMetadataActivities(context, openMetadataProviders(llms), readStyle),
    };
  }

  return {
    async make(name: string, planned: PlannedBrief): Promise<MadeFilm> {
      const stages = openStages(name);
      const { artifacts } = stages;
      const brief = { ...(await storeBriefFiles(planned, artifacts)), owner: name };
      const estimate = await createEstimator(config, artifacts)(brief);
      const input = { pipelineId: name, brief, take: 0 };

      const keywords = brief.script ? undefined : (await runActivity(stages.fetchKeywords, input)).keywords;
      const written = await runActivity(stages.writeScript, { ...input, keywords });
      const { scenes } = scriptSchema.parse(await artifacts.readJson(written.script));
      // The emulated models know five pictures; others have an idea of its own for each scene.
      const edits = scenes.map(({ id, visual }) => ({ id, idea: `${visual.idea} (${id})` }));
      const { script } = await runActivity(stages.reviseScript, { ...input, script: written.script, edits });

      const [pictured] = servingProviders(listProviders(config), 'video', brief);
      const sceneFrames: number[] = [];
      const timings: ArtifactRef[] = [];
      const indices = scenes.keys();
      async function makeScenes(): Promise<void> {
        for (const sceneIndex of indices) {
          const scene = { ...input, script, sceneIndex };
          const { audio, timing, frames } = await runActivity(stages.narrateScene, scene);
          sceneFrames[sceneIndex] = frames;
          timings[sceneIndex] = timing;
          // Of those who take nothing for them, pictures need not be waited for.
          if (pictured?.model) await runActivity(stages.renderScene, { ...scene, audio, timing, frames });
        }
      }
      await Promise.all([makeScenes(), makeScenes()]);
      const { metadata } = await runActivity(stages.buildMetadata, { ...input, script, keywords, sceneFrames });
      const captions = await writeCaptions(artifacts, brief.language, timings, sceneFrames);
      for (const language of languagesBeside(brief.language, brief.publish?.languages)) {
        await runActivity(stages.translateFilm, { ...input, metadata, captions, language });
      }

      const { rows, reservedUsd } = await readUsage(database, {
        ...{ from: '2000-01-01', to: '2099-12-31', by: ['step'], owner: name, monthOf: name },
      });
      if (reservedUsd > 0) throw new Error(`$${reservedUsd} were never settled`);
      return { estimate, settled: Object.fromEntries(rows.map(({ step, costUsd }) => [step, costUsd])) };
    },

    async close() {
      await voice.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The caption file that the join of the scenes would have written. */
async function writeCaptions(
  artifacts: ArtifactStore,
  language: Language,
  timings: readonly ArtifactRef[],
  sceneFrames: readonly number[],
): Promise<ArtifactRef> {
  const spoken: WordTiming[] = [];
  let offset = 0;
  for (const [index, ref] of timings.entries()) {
    const { words } = await readTimingArtifact(artifacts, ref);
    for (const word of words) spoken.push({ ...word, start: word.start + offset, end: word.end + offset });
    offset += (sceneFrames[index] ?? 0) / framesPerSecond;
  }
  return artifacts.putBytes(Buffer.from(formatSrt(buildSubtitles(spoken, { language }))), 'application/x-subrip');
}
