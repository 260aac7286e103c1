import { Context } from '@temporalio/activity';
import type {
  PublishFilmInput,
  PublishFilmResult,
  RetractPublicationInput,
  RetractPublicationResult,
} from '../../contracts/stages.ts';
import type { StageContext } from '../activity.ts';
import { toApplicationFailure } from '../application-failure.ts';
import { chooseProviders, usualProvider } from '../choose-providers.ts';
import { defineStage } from '../stage.ts';
import type { PublishTarget } from './providers/provider.ts';

/** A film goes where it was meant to go, or nowhere: there is no second choice. */
export const targetOf =
  (available: readonly PublishTarget[]) =>
  ({ brief }: Pick<PublishFilmInput, 'brief'>): PublishTarget[] =>
    chooseProviders('upload', brief, available).slice(0, 1);

export function createPublishFilm(context: StageContext, available: readonly PublishTarget[]) {
  const publishFilm = defineStage<PublishFilmInput, PublishTarget, PublishTarget, PublishFilmResult>(context, {
    name: 'publishFilm',
    step: 'upload',
    version: 1,
    providers: targetOf(available),
    prepare: (_, target) => target,
    key: (_, { pipelineId, files }) => ({ pipelineId, files }),
    stands: ({ publication }, target, input) => target.stands(publication, input, Context.current().cancellationSignal),
    make: async (target, call, input) => ({ publication: await target.publish(input, call), costUsd: 0 }),
  });

  async function retractPublication(input: RetractPublicationInput): Promise<RetractPublicationResult> {
    const activity = Context.current();
    const heartbeat = setInterval(() => activity.heartbeat(), 3000);
    try {
      const name = input.target ?? usualProvider('upload', available);
      const target = available.find((each) => each.name === name);
      return (await target?.retract(input, activity.cancellationSignal)) ?? {};
    } catch (error) {
      throw toApplicationFailure(error);
    } finally {
      clearInterval(heartbeat);
    }
  }

  return { publishFilm, retractPublication };
}
