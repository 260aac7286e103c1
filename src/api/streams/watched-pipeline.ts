import type { ServerResponse } from 'node:http';
import type { EventType } from '../../contracts/events.ts';
import type { ActivityProgress } from '../../contracts/stages.ts';
import type { PipelineEvent } from '../../infra/database/pipeline-events.ts';
import { eventFrame, progressFrame } from './frames.ts';

/** All that is kept of a client. */
export interface StreamClient {
  response: ServerResponse;
  /** The position of the last event it was sent. */
  position: number;
}

/** A pipeline somebody watches. What is written is made once for all who do. */
export interface WatchedPipeline {
  readonly id: string;
  readonly clients: Set<StreamClient>;
  /** The newest event anybody was sent. */
  readonly newest: EventType | undefined;
  /** When to ask Temporal again, in ms of `performance.now()`. */
  progressDueAt: number;
  endDueAt: number;
  /** The position after which reading has to begin for nobody to miss anything. */
  position(): number;
  join(client: StreamClient): void;
  /** Sends what was read after the position `after`, to each client what it does not have. */
  deliver(after: number, events: readonly PipelineEvent[]): void;
  /** Sends of the running parts' progress what has changed; answers whether anything runs. */
  show(parts: readonly (ActivityProgress | undefined)[]): boolean;
  send(frame: Buffer): void;
}

/** A client that has not taken so much is cut off: it comes back and goes on after the last event it got. */
const mostWaitingBytes = 1 << 20;

export function watchPipeline(id: string): WatchedPipeline {
  const clients = new Set<StreamClient>();
  let newest: PipelineEvent | undefined;
  let shown = new Map<string, ActivityProgress>();

  const watched: WatchedPipeline = {
    id,
    clients,
    get newest() {
      return newest?.event.type;
    },
    progressDueAt: 0,
    endDueAt: 0,

    position() {
      let least = Number.POSITIVE_INFINITY;
      for (const { position } of clients) least = Math.min(least, position);
      return least;
    },

    join(client) {
      clients.add(client);
      for (const progress of shown.values()) write(client.response, progressFrame(progress));
    },

    deliver(after, events) {
      for (const given of events) {
        const { position } = given;
        let frame: Buffer | undefined;
        for (const client of clients) {
          // One that came with an earlier position while this was read is served by the next reading.
          if (client.position < after || client.position >= position) continue;
          client.position = position;
          frame ??= eventFrame(given);
          write(client.response, frame);
        }
        if (position > (newest?.position ?? 0)) newest = given;
      }
    },

    show(parts) {
      const sums = sumByStep(parts);
      for (const [name, progress] of sums) {
        const { done, total } = shown.get(name) ?? {};
        if (done !== progress.done || total !== progress.total) watched.send(progressFrame(progress));
      }
      shown = sums;
      return sums.size > 0;
    },

    send(frame) {
      for (const { response } of clients) write(response, frame);
    },
  };
  return watched;
}

function write(response: ServerResponse, frame: Buffer): void {
  if (response.destroyed) return;
  if (response.writableLength > mostWaitingBytes) response.destroy();
  else response.write(frame);
}

/** Scenes are made side by side: what is counted alike in one step is added up. */
function sumByStep(parts: readonly (ActivityProgress | undefined)[]): Map<string, ActivityProgress> {
  const sums = new Map<string, ActivityProgress>();
  for (const part of parts) {
    // A call that has just begun has said nothing yet.
    if (!part) continue;
    const { step, unit, done, total } = part;
    const name = `${step} ${unit}`;
    const sum = sums.get(name) ?? { step, unit, done: 0, total: 0 };
    sums.set(name, { ...sum, done: sum.done + done, total: sum.total + total });
  }
  return sums;
}
