import { framesPerSecond } from '../../contracts/formats.ts';
import type { BuildMetadataInput, BuildMetadataResult } from '../../contracts/stages.ts';
import { chooseProvider } from '../choose-provider.ts';
import { chooseTrack } from '../music.ts';
import { readKeywordsArtifact, readScriptArtifact } from '../read-artifact.ts';
import { defineStage, type StageContext } from '../stage.ts';
import type { MetadataProvider, MetadataRequest } from './providers/provider.ts';

interface Prepared {
  provider: MetadataProvider;
  request: MetadataRequest;
}

export function createMetadataActivities(context: StageContext, available: readonly MetadataProvider[]) {
  const { artifacts } = context;

  const buildMetadata = defineStage<BuildMetadataInput, Prepared, BuildMetadataResult>(context, {
    name: 'buildMetadata',
    step: 'metadata',
    version: 1,
    async prepare({ brief, script: ref, keywords, sceneFrames }) {
      const script = await readScriptArtifact(artifacts, ref);
      const track = chooseTrack(brief, script.title);
      return {
        provider: chooseProvider('metadata', brief, available),
        request: {
          topic: brief.topic,
          language: script.language,
          format: brief.format,
          script,
          keywords: await readKeywordsArtifact(artifacts, keywords),
          sceneSeconds: sceneFrames.map((frames) => frames / framesPerSecond),
          credits: track ? [track.credit] : [],
        },
      };
    },
    provider: ({ provider }) => provider.name,
    key: ({ request }) => request,
    async make({ provider, request }, { signal }) {
      const { value, costUsd, model, note } = await provider.buildMetadata(request, { signal });
      return { metadata: await artifacts.putJson(value), costUsd, model, note };
    },
  });
  return { buildMetadata };
}
