import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { pipelineIdPattern } from '../../contracts/ids.ts';
import type { Database } from '../../infra/database/database.ts';
import { createPipelineEvents } from '../../infra/database/pipeline-events.ts';
import type { EventBus } from '../../infra/events/event-bus.ts';
import type { PipelineClient } from '../../infra/temporal/pipeline-client.ts';
import { callerOf, owns } from '../plugins/access.ts';
import { createEventStreams, isLastOfRun } from '../streams/event-streams.ts';

interface PipelineEventsContext {
  pipelines: Pick<PipelineClient, 'find' | 'progress'>;
  database(): Promise<Database>;
  /** The events of what runs in this process. */
  bus?: Pick<EventBus, 'subscribe'>;
}

const positionSchema = z
  .string()
  .regex(/^[0-9]{1,15}$/, 'the last event’s id is a number')
  .optional();

const eventSchema = z.object({
  id: z.string().optional().describe('The position'),
  event: z.string().describe('Its type, or `progress`'),
  data: z.string().describe('JSON'),
});

/** What a process holds without strain: about 40 MB. */
const mostStreams = 5000;

/**
 * `GET /api/pipelines/:id/events`: what happened to a pipeline, from its beginning or after the event named, then what happens,
 * with the progress of what runs. The stream ends when the run is closed and everything is sent; a client that comes back after
 * that gets 204, which tells an `EventSource` to stay away, unless the run was retried meanwhile: then the stream goes on.
 */
export function registerPipelineEventRoutes(app: FastifyInstance, context: PipelineEventsContext): void {
  const { pipelines, database, bus } = context;
  const events = async () => createPipelineEvents(await database());
  const isOpen = async (id: string) => (await pipelines.find(id))?.open ?? false;
  const progress = (id: string) => pipelines.progress(id);
  const streams = createEventStreams({ events, progress, isOpen, bus, logger: app.log });
  app.addHook('preClose', async () => streams.close());

  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/pipelines/:id/events',
    {
      config: { access: 'viewer' },
      exposeHeadRoute: false,
      schema: {
        tags: ['pipelines'],
        summary: 'What happens to a pipeline, as it happens: its events, and the progress of the running step',
        description:
          'Server-sent events. `id` is the position, `event` the type and `data` the CloudEvent of what happened. Between them ' +
          '`progress`, without an id: `{step, unit, done, total}`, summed up over the parts that run, at most once a second. ' +
          'A stream that was cut goes on after `Last-Event-ID`. It ends when the run is closed; coming back then is answered with 204.',
        params: z.object({ id: z.string().regex(pipelineIdPattern) }),
        querystring: z.object({
          lastEventId: positionSchema.describe('As the header `Last-Event-ID`, which goes before it'),
        }),
        headers: z.object({ 'last-event-id': positionSchema.describe('The id of the last event that came') }),
        response: {
          200: {
            description: 'The stream; the schema is of one event',
            content: { 'text/event-stream': { schema: eventSchema } },
          },
          204: z.null().describe('The run is closed and nothing came after the event named'),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const recorded = await (await events()).look(id);
      const owner = recorded?.owner ?? (await ownerOfStarted(id));
      if (owner === undefined || !owns(callerOf(request), owner)) {
        throw new Failure('NotFound', `there is no pipeline '${id}'`);
      }
      const last = request.headers['last-event-id'] ?? request.query.lastEventId;
      const position = Number(last ?? 0);
      const newest = recorded?.newest;
      if (last !== undefined && newest && newest.position <= position && isLastOfRun(newest.type)) {
        // Where Temporal can't say, there may be more to come.
        if (!(await isOpen(id).catch(() => true))) return reply.code(204).send(null);
      }
      if (streams.count() >= mostStreams) {
        throw new Failure('Unavailable', `${mostStreams} streams are open here: wait for one to end`);
      }
      reply.headers({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        // For nginx, which would gather what it passes on.
        'x-accel-buffering': 'no',
        // Nothing can follow a stream; and a server that closes need not wait for its connection.
        connection: 'close',
      });
      reply.hijack();
      if (reply.raw.destroyed) return;
      reply.raw.once('close', () => {
        // What ended by itself is logged as any answer is.
        if (!reply.raw.writableFinished) request.log.info({ pipelineId: id, owner }, 'the client left its stream');
      });
      // With what the plugins have set by now.
      reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders);
      streams.open(id, reply.raw, position);
    },
  );

  /** One that has just been started has no record yet; one that is closed and has none was deleted. */
  async function ownerOfStarted(id: string): Promise<string | undefined> {
    const run = await pipelines.find(id);
    return run?.open ? run.owner : undefined;
  }
}
