import type { PublishFilmInput, PublishFilmResult, RetractPublicationInput } from '../../contracts/stages.ts';
import { toApplicationFailure } from '../application-failure.ts';
import { chooseProviders, usualProvider } from '../choose-providers.ts';
import { defineStage, type StageContext } from '../stage.ts';
import type { PublishTarget } from './providers/provider.ts';

export function createUploadActivities(context: StageContext, available: readonly PublishTarget[]) {
  const publishFilm = defineStage<PublishFilmInput, PublishTarget, PublishTarget, PublishFilmResult>(context, {
    name: 'publishFilm',
    step: 'upload',
    version: 1,
    // A film goes where it was meant to go, or nowhere.
    providers: ({ brief }) => chooseProviders('upload', brief, available).slice(0, 1),
    prepare: (_, target) => target,
    key: (_, { pipelineId, files }) => ({ pipelineId, files }),
    stands: ({ publication }, target, { files }) => target.stands(publication, files),
    async make(target, call, { pipelineId, files }) {
      const onProgress = ({ done, total }: { done: number; total: number }) => call.report('files', done, total);
      return { publication: await target.publish({ pipelineId, files }, { ...call, onProgress }), costUsd: 0 };
    },
  });

  async function retractPublication({ pipelineId, target }: RetractPublicationInput): Promise<void> {
    try {
      const name = target ?? usualProvider('upload', available);
      await available.find((each) => each.name === name)?.retract(pipelineId);
    } catch (error) {
      throw toApplicationFailure(error);
    }
  }

  return { publishFilm, retractPublication };
}
