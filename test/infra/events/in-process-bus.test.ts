import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { createInProcessBus } from '../../../src/infra/events/in-process-bus.ts';
import { sampleEvent } from '../database/samples.ts';

const silent = pino({ level: 'silent' });

describe('in-process bus', () => {
  it('gives every listener every event, in order, one at a time', async () => {
    const bus = createInProcessBus({ logger: silent });
    const log: string[] = [];
    bus.subscribe(async ({ id }) => {
      log.push(`slow begins ${id}`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`slow ends ${id}`);
    });
    bus.subscribe(({ id }) => void log.push(`quick ${id}`));
    await bus.publish(sampleEvent('e1'));
    await bus.publish(sampleEvent('e2'));
    await bus.close();
    expect(log.filter((line) => line.startsWith('slow'))).toEqual([
      'slow begins e1',
      'slow ends e1',
      'slow begins e2',
      'slow ends e2',
    ]);
    expect(log.filter((line) => line.startsWith('quick'))).toEqual(['quick e1', 'quick e2']);
  });

  it("doesn't let a slow listener hold up who publishes", async () => {
    const bus = createInProcessBus({ logger: silent });
    let release: (() => void) | undefined;
    bus.subscribe(() => new Promise((resolve) => (release = resolve)));
    await bus.publish(sampleEvent('e1'));
    await new Promise((resolve) => setImmediate(resolve));
    release?.();
    await bus.close();
  });

  it('logs what a listener throws and serves the others and the next event', async () => {
    const lines: string[] = [];
    const bus = createInProcessBus({ logger: pino({}, { write: (line) => lines.push(line) }) });
    const received: string[] = [];
    bus.subscribe(({ id }) => {
      if (id === 'e1') throw new Error('cannot read this');
      received.push(id);
    });
    bus.subscribe(({ id }) => void received.push(id));
    await bus.publish(sampleEvent('e1'));
    await bus.publish(sampleEvent('e2'));
    await bus.close();
    expect(received.sort()).toEqual(['e1', 'e2', 'e2']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('cannot read this');
  });

  it('stops at once for a listener that leaves', async () => {
    const bus = createInProcessBus({ logger: silent });
    const received: string[] = [];
    const leave = bus.subscribe(({ id }) => {
      received.push(id);
      leave();
    });
    await bus.publish(sampleEvent('e1'));
    await bus.publish(sampleEvent('e2'));
    await bus.close();
    expect(received).toEqual(['e1']);
  });

  it('takes no event once it is closed', async () => {
    const bus = createInProcessBus({ logger: silent });
    await bus.close();
    await expect(bus.publish(sampleEvent('e1'))).rejects.toMatchObject({ type: 'Cancelled' });
  });
});
