import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { type StreamClient, watchPipeline } from '../../../src/api/streams/watched-pipeline.ts';
import { sampleEvent } from '../../infra/database/samples.ts';

/** A client, and the ids of the events it was sent. */
function clientAt(position: number): StreamClient & { ids(): string[] } {
  const response = new PassThrough();
  let text = '';
  response.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return {
    response: response as unknown as ServerResponse,
    position,
    ids: () => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id = '']) => id),
  };
}

const eventsAt = (...positions: number[]) =>
  positions.map((position) => ({ position, event: sampleEvent(`e${position}`) }));

it('sends each client what it lacks, and nothing of a reading that began after its place', () => {
  const watched = watchPipeline('octopus-a');
  const [early, late] = [clientAt(5), clientAt(0)];
  watched.join(early);
  // It comes while what follows 5 is read: what it lacks before that is in the next reading.
  watched.join(late);
  watched.deliver(5, eventsAt(6, 7));
  expect([early.ids(), late.ids()]).toEqual([['6', '7'], []]);
  expect(watched.position()).toBe(0);
  watched.deliver(0, eventsAt(2, 6, 7, 9));
  expect([early.ids(), late.ids()]).toEqual([
    ['6', '7', '9'],
    ['2', '6', '7', '9'],
  ]);
  expect(watched.position()).toBe(9);
});

it('takes nothing back when readings end in another order than they began', () => {
  const watched = watchPipeline('octopus-a');
  const client = clientAt(0);
  watched.join(client);
  watched.deliver(0, [...eventsAt(1), { position: 2, event: sampleEvent('e2', { type: 'pipeline.completed' }) }]);
  watched.deliver(0, eventsAt(1));
  expect(client.ids()).toEqual(['1', '2']);
  expect(watched.newest).toBe('pipeline.completed');
});
