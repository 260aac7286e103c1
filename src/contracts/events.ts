import { z } from 'zod';

/** Types of the domain events. Wire names. */
export const eventTypes = [
  'pipeline.started',
  'pipeline.keywords.fetched',
  'pipeline.script.generated',
  'pipeline.audio.rendered',
  'pipeline.video.assembled',
  'pipeline.thumbnail.created',
  'pipeline.metadata.built',
  'pipeline.video.uploaded',
  'pipeline.abtest.started',
  'pipeline.abtest.completed',
  'pipeline.blocked',
  'pipeline.completed',
  'pipeline.failed',
  'pipeline.cancelled',
] as const;

export type EventType = (typeof eventTypes)[number];

/** A CloudEvents 1.0 envelope. The id is the same however often the activity that writes it is retried. */
export const domainEventSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.enum(eventTypes),
  /** The pipeline's id; of an A/B test that belongs to none, the test's. */
  subject: z.string().min(1),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  correlationid: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});

export type DomainEvent = z.infer<typeof domainEventSchema>;
