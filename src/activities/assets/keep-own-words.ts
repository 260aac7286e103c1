import { Context } from '@temporalio/activity';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import { type Metadata, metadataSchema } from '../../contracts/metadata.ts';
import type { KeepOwnWordsInput } from '../../contracts/publish.ts';
import { cutBytes, mostDescriptionBytes } from '../../engines/writing/description.ts';
import { cutCharacters } from '../../engines/writing/phrases.ts';
import { plainLine } from '../../engines/writing/sentences.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { usedBy } from '../../infra/artifacts/marking-store.ts';
import { toApplicationFailure } from '../application-failure.ts';
import { checkShape } from '../check-shape.ts';

const longestTitle = 100;

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
  const hashtags = built.hashtags.join(' ');
  const lines = description.split(/\r\n?|\n/).map(plainLine);
  const said = cutBytes(lines.join('\n').trim(), mostDescriptionBytes - Buffer.byteLength(hashtags) - 2);
  return {
    ...built,
    title: cutCharacters(plainLine(title), longestTitle) || built.title,
    description: [said, hashtags].filter(Boolean).join('\n\n'),
  };
}
