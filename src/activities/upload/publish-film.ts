import type { PublishFilmInput, PublishFilmResult, RetractPublicationInput } from '../../contracts/stages.ts';
import { toApplicationFailure } from '../application-failure.ts';
import { chooseProvider } from '../choose-provider.ts';
import { defineStage, type StageContext } from '../stage.ts';
import type { PublishTarget } from './providers/provider.ts';

export function createUploadActivities(context: StageContext, available: readonly PublishTarget[]) {
  const publishFilm = defineStage<PublishFilmInput, PublishTarget, PublishFilmResult>(context, {
    name: 'publishFilm',
    step: 'upload',
    version: 1,
    prepare: ({ brief }) => chooseProvider('upload', brief, available),
    provider: ({ name }) => name,
    key: (_, { pipelineId, files }) => ({ pipelineId, files }),
    stands: ({ publication }, target, { files }) => target.stands(publication, files),
    async make(target, { signal, report }, { pipelineId, files }) {
      const onProgress = ({ done, total }: { done: number; total: number }) => report('files', done, total);
      return { publication: await target.publish({ pipelineId, files }, { signal, onProgress }), costUsd: 0 };
    },
  });

  async function retractPublication({ pipelineId, target }: RetractPublicationInput): Promise<void> {
    try {
      await (available.find(({ name }) => name === target) ?? available[0])?.retract(pipelineId);
    } catch (error) {
      throw toApplicationFailure(error);
    }
  }

  return { publishFilm, retractPublication };
}
