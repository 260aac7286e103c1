import type { ServerResponse } from 'node:http';
import type { EventType } from '../../contracts/events.ts';
import type { ActivityProgress } from '../../contracts/stages.ts';
import { type PipelineEvents, pageSize } from '../../infra/database/pipeline-events.ts';
import type { EventBus } from '../../infra/events/event-bus.ts';
import type { Logger } from '../../infra/logging/logger.ts';
import { keepAliveFrame, openingFrame } from './frames.ts';
import { type StreamClient, type WatchedPipeline, watchPipeline } from './watched-pipeline.ts';

interface EventStreamsOptions {
  events(): Promise<Pick<PipelineEvents, 'after'>>;
  /** Heartbeats of what runs now. */
  progress(pipelineId: string): Promise<ActivityProgress[]>;
  isOpen(pipelineId: string): Promise<boolean>;
  /** Where this process hears of events at once; without it they are seen within a second. */
  bus?: Pick<EventBus, 'subscribe'>;
  logger: Pick<Logger, 'warn'>;
}

/** The event streams of this process. */
interface EventStreams {
  count(): number;
  /** Takes over a response whose head was written, and sends what happened after the position, then what happens. */
  open(pipelineId: string, response: ServerResponse, position: number): void;
  /** Ends all streams; those opened later end at once. */
  close(): void;
}

const pollMs = 1000;
const keepAliveMs = 15_000;
/** How often to ask whether a run is over that has not said so: somebody may have terminated it. */
const silentEndMs = 30_000;
/** Nothing runs while a person reviews, or decides what to do about a failure. */
const idleProgressMs = 3000;
/** Questions to Temporal at once, however many pipelines are watched. */
const mostQuestions = 4;
const endingMs = 1000;

const lastEvents: readonly (EventType | undefined)[] = ['pipeline.completed', 'pipeline.failed', 'pipeline.cancelled'];

/** Whether a run ends with it. The pipeline may go on: a closed run can be retried under its id. */
export const isLastOfRun = (type: EventType | undefined): boolean => lastEvents.includes(type);

/**
 * Each second one query reads what is new of all pipelines that are watched, and Temporal is asked for their progress, once for
 * all who watch the same. What is away is asked again the next second; the streams stay open meanwhile.
 *
 * A stream ends when Temporal says that the run is closed and all that was recorded of it is sent. The last event of a run is
 * only the reason to ask: it is recorded a moment before the run closes, and in a pipeline that was retried others follow.
 */
export function createEventStreams({ events, progress, isOpen, bus, logger }: EventStreamsOptions): EventStreams {
  const watched = new Map<string, WatchedPipeline>();
  const unread = new Set<WatchedPipeline>();
  let questions: WatchedPipeline[] = [];
  let asked = 0;
  let reading: Promise<boolean> | undefined;
  let readable = true;
  let closed = false;
  let timers: NodeJS.Timeout[] = [];

  const unsubscribe = bus?.subscribe(({ subject }) => {
    const pipeline = watched.get(subject);
    if (pipeline) void read([pipeline]);
  });

  /** Resolves when a reading that began after this call has ended; answers whether it could be done. */
  function read(pipelines: Iterable<WatchedPipeline>): Promise<boolean> {
    for (const pipeline of pipelines) unread.add(pipeline);
    reading ??= readAll();
    return reading;
  }

  async function readAll(): Promise<boolean> {
    try {
      do {
        const batch = [...unread];
        unread.clear();
        await readBatch(batch);
      } while (unread.size > 0);
      readable = true;
      return true;
    } catch (error) {
      if (readable) logger.warn({ err: error }, 'events can’t be read; their streams wait');
      readable = false;
      return false;
    } finally {
      reading = undefined;
    }
  }

  async function readBatch(batch: readonly WatchedPipeline[]): Promise<void> {
    const source = await events();
    let rest = batch;
    do {
      rest = rest.filter(({ clients }) => clients.size > 0);
      const cursors = rest.map((pipeline) => ({ pipelineId: pipeline.id, after: pipeline.position() }));
      const found = await source.after(cursors);
      rest = rest.filter((pipeline, index) => {
        const news = found.get(pipeline.id) ?? [];
        if (news.length === 0) return false;
        pipeline.deliver(cursors[index]?.after ?? 0, news);
        pipeline.progressDueAt = 0;
        if (isLastOfRun(pipeline.newest)) askWhetherOver(pipeline);
        return news.length === pageSize;
      });
    } while (rest.length > 0);
  }

  function askWhetherOver(pipeline: WatchedPipeline): void {
    pipeline.endDueAt = 0;
    questions.unshift(pipeline);
    askNext();
  }

  function askNext(): void {
    while (asked < mostQuestions) {
      const pipeline = questions.shift();
      if (!pipeline) return;
      if (!isDue(pipeline)) continue;
      asked++;
      const answered = pipeline.endDueAt <= performance.now() ? endIfOver(pipeline) : showProgress(pipeline);
      void answered.finally(() => {
        asked--;
        askNext();
      });
    }
  }

  function isDue({ newest, clients, endDueAt, progressDueAt }: WatchedPipeline): boolean {
    const now = performance.now();
    return clients.size > 0 && (endDueAt <= now || (progressDueAt <= now && !isLastOfRun(newest)));
  }

  async function endIfOver(pipeline: WatchedPipeline): Promise<void> {
    const { id, newest } = pipeline;
    pipeline.endDueAt = performance.now() + (isLastOfRun(newest) ? pollMs : silentEndMs) - pollMs / 2;
    // One that comes later may have to wait for the next reading.
    const clients = [...pipeline.clients];
    // Where Temporal can't say, the next second may tell.
    if (await isOpen(id).catch(() => true)) return;
    if (!(await read([pipeline]))) return;
    for (const client of clients) {
      client.response.end();
      leave(pipeline, client);
    }
    pipeline.endDueAt = 0;
  }

  async function showProgress(pipeline: WatchedPipeline): Promise<void> {
    // Half a turn less than the turn, so that the next one finds it due.
    pipeline.progressDueAt = performance.now() + pollMs / 2;
    const parts = await progress(pipeline.id).catch(() => []);
    if (!pipeline.show(parts)) pipeline.progressDueAt += idleProgressMs - pollMs;
  }

  function look(): void {
    void read(watched.values());
    if (questions.length === 0) questions = [...watched.values()].filter(isDue);
    askNext();
  }

  function start(): void {
    if (timers.length > 0) return;
    const keepAlive = () => {
      for (const pipeline of watched.values()) pipeline.send(keepAliveFrame);
    };
    timers = [setInterval(look, pollMs), setInterval(keepAlive, keepAliveMs)];
  }

  function stop(): void {
    for (const timer of timers) clearInterval(timer);
    timers = [];
  }

  function leave(pipeline: WatchedPipeline, client: StreamClient): void {
    pipeline.clients.delete(client);
    if (pipeline.clients.size > 0 || watched.get(pipeline.id) !== pipeline) return;
    watched.delete(pipeline.id);
    if (watched.size === 0) stop();
  }

  function watch(id: string): WatchedPipeline {
    const pipeline = watched.get(id) ?? watchPipeline(id);
    if (pipeline.clients.size === 0) pipeline.endDueAt = performance.now() + silentEndMs;
    watched.set(id, pipeline);
    return pipeline;
  }

  return {
    count: () => [...watched.values()].reduce((sum, { clients }) => sum + clients.size, 0),

    open(pipelineId, response, position) {
      response.write(openingFrame);
      if (closed) return void response.end();
      const pipeline = watch(pipelineId);
      const client: StreamClient = { response, position };
      response.once('close', () => leave(pipeline, client));
      pipeline.join(client);
      start();
      void read([pipeline]);
    },

    close() {
      closed = true;
      stop();
      unsubscribe?.();
      const open = [...watched.values()].flatMap(({ clients }) => [...clients]);
      watched.clear();
      for (const { response } of open) response.end();
      // Who does not take the end can't keep the server from closing.
      setTimeout(() => {
        for (const { response } of open) response.destroy();
      }, endingMs).unref();
    },
  };
}
