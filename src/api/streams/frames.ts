import type { ActivityProgress } from '../../contracts/stages.ts';
import type { PipelineEvent } from '../../infra/database/pipeline-events.ts';

// Server-sent events as https://html.spec.whatwg.org/multipage/server-sent-events.html has them.

const reconnectMs = 2000;

/** Says when to come back after a cut. */
export const openingFrame = Buffer.from(`retry: ${reconnectMs}\n\n`);

/** Shows nothing; a proxy that ends what is silent sees that it is not. */
export const keepAliveFrame = Buffer.from(':\n\n');

/** JSON has no line breaks of its own, so one `data` line holds it. */
export function eventFrame({ position, event }: PipelineEvent): Buffer {
  return Buffer.from(`id: ${position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

/** Without an id: what a client resumes after is an event, and progress is only of the moment. */
export function progressFrame(progress: ActivityProgress): Buffer {
  return Buffer.from(`event: progress\ndata: ${JSON.stringify(progress)}\n\n`);
}
