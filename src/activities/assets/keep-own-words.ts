import { Context } from '@temporalio/activity';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import { type Metadata, metadataSchema } from '../../contracts/metadata.ts';
import { isVisible, type KeepOwnWordsInput } from '../../contracts/publish.ts';
import { fitMetadata } from '../../engines/writing/fit-metadata.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { usedBy } from '../../infra/artifacts/marking-store.ts';
import { toApplicationFailure } from '../application-failure.ts';
import { checkShape } from '../check-shape.ts';

/**
 * Metadata of a video that a person made elsewhere: their title and description as they wrote them, the rest as the metadata
 * stage found it. What that stage says of how our own films are made is not true of this one.
 */
export function createKeepOwnWords(artifacts: ArtifactStore) {
  async function keepOwnWords({ metadata: ref, words }: KeepOwnWordsInput): Promise<{ metadata: ArtifactRef }> {
    const { workflowExecution, activityId } = Context.current().info;
    try {
      return await usedBy(workflowExecution?.workflowId ?? activityId, async () => {
        const built = checkShape(metadataSchema, await artifacts.readJson(ref), 'metadata', 'InvalidInput');
        return { metadata: await artifacts.putJson(inOwnWords(built, words)) };
      });
    } catch (error) {
      throw toApplicationFailure(error);
    }
  }
  return { keepOwnWords };
}

function inOwnWords(built: Metadata, { title, description = '' }: KeepOwnWordsInput['words']): Metadata {
  return fitMetadata({
    ...built,
    title: isVisible(title) ? title : built.title,
    description: `${description}\n\n${built.hashtags.join(' ')}`,
  });
}
