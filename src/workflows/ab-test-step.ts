import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { ParentClosePolicy, startChild, uuid4, WorkflowIdReusePolicy } from '@temporalio/workflow';
import type { AbTestVariant } from '../contracts/ab-test.ts';
import type { AbTestInput, StartAbTestResult } from '../contracts/ab-test-run.ts';
import type { Brief } from '../contracts/brief.ts';
import { workflowNames } from '../contracts/messages.ts';
import { platforms } from '../contracts/providers.ts';
import { searchAttributeNames } from '../contracts/search-attributes.ts';
import type { StageInput, StepResults } from '../contracts/stages.ts';
import { variantIds } from '../contracts/variant-ids.ts';

const ownerKey = defineSearchAttributeKey(searchAttributeNames.owner, SearchAttributeType.KEYWORD);

/** Why a film is not tested, in words for the status; nothing where it is. */
export function untestable({ abTest }: Brief, { upload, thumbnail }: StepResults): string | undefined {
  if (!abTest) return 'the brief asks for no A/B test';
  if (!upload) return 'a film that is not published has no viewers';
  if ((thumbnail?.variants.length ?? 0) < 2) return 'there are no two thumbnails to choose between';
  return undefined;
}

/** Starts the test of a published film's thumbnails. It belongs to nobody's run: it goes on when this one has ended. */
export async function startAbTest(
  { pipelineId, brief }: StageInput,
  { upload, thumbnail }: StepResults,
): Promise<StartAbTestResult> {
  const { publication } = upload ?? {};
  if (!publication || !brief.abTest) throw new Error('there is nothing to test');
  // A film in a folder has viewers only where they are made up.
  const target =
    brief.providers.abtest?.[0] ?? (platforms.includes(publication.target) ? publication.target : 'simulated');
  const testId = `abtest-${uuid4().replaceAll('-', '').slice(0, 24)}`;
  const variants = (thumbnail?.variants ?? []).slice(0, variantIds.length).map(
    ({ image, design }, index): AbTestVariant => ({
      ...{ id: variantIds[index] ?? 'a', name: design.slice(0, 80) || undefined },
      thumbnail: image as AbTestVariant['thumbnail'],
    }),
  );
  const input: AbTestInput = {
    ...{ testId, pipelineId, owner: brief.owner, topic: brief.topic, correlationId: brief.correlationId },
    video: { target, id: videoIdOf(publication.id), channel: publication.channel?.id },
    ...{ variants, design: brief.abTest },
  };
  await startChild(workflowNames.abTest, {
    ...{ workflowId: testId, taskQueue: 'orchestrator', args: [input] },
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    memo: { topic: brief.topic, owner: brief.owner, correlationId: brief.correlationId, pipelineId },
    typedSearchAttributes: [{ key: ownerKey, value: brief.owner }],
    staticSummary: `A/B test of ${brief.topic}`.slice(0, 200),
  });
  const note = `Its thumbnails are tested for ${brief.abTest.days} days: ${testId}.`;
  return { testId, provider: target, costUsd: 0, found: false, note };
}

/** A folder's films are called by their runs. */
const videoIdOf = (id: string): string => id.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 64);
