import { CancellationScope, isCancellation, setHandler } from '@temporalio/workflow';
import { type UploadStatus, uploadStatusQuery } from '../contracts/messages.ts';
import type { PublishFilmInput, PublishFilmResult } from '../contracts/stages.ts';
import { publishFilm, takeBack } from './publishing.ts';

/** The upload stage alone: a film with all that belongs to it is published. What fails here is tried again by who asked. */
export async function UploadWorkflow(input: PublishFilmInput): Promise<PublishFilmResult> {
  let status: UploadStatus = {};
  setHandler(uploadStatusQuery, () => status);
  try {
    return await publishFilm(input, {
      say(doing, waitsUntil) {
        status = { ...status, doing, waitsUntil };
      },
      show(publication) {
        status = { ...status, publication };
      },
    });
  } catch (error) {
    if (isCancellation(error)) {
      const { pipelineId, brief } = input;
      const retracted = { pipelineId, target: brief.providers.upload?.[0], brief, reason: 'cancelled by a person' };
      await CancellationScope.nonCancellable(() => takeBack(retracted));
    }
    throw error;
  }
}
