import { describe, expect, it } from 'vitest';
import { createProgressDisplay } from '../../../src/cli/display/progress.ts';
import type { Snapshot } from '../../../src/cli/watch.ts';
import type { PipelineStatus } from '../../../src/contracts/messages.ts';
import { completedStatus, statusOf } from '../samples.ts';

/** A stream that keeps what is written, each write apart. */
function fakeStream(columns?: number) {
  const written: string[] = [];
  const stream = { isTTY: columns !== undefined, columns, write: (text: string) => written.push(text) };
  return { written, stream: stream as unknown as NodeJS.WriteStream, text: () => written.join('') };
}

const snapshot = (status: PipelineStatus = statusOf(), changes: Partial<Snapshot> = {}): Snapshot => ({
  status,
  progress: [],
  elapsed: 20,
  ...changes,
});

describe('progress without a terminal', () => {
  it('is a line for each step that has begun, and none again as long as nothing changed', () => {
    const { stream, text, written } = fakeStream();
    const display = createProgressDisplay(stream);
    display.show(snapshot());
    expect(text()).toBe(
      [
        '[20 s] keywords done: offline',
        '[20 s] script done: offline, This script is a template.',
        '[20 s] audio running: offline, 2 of 5 scenes, about 1 min 0 s left',
        '[20 s] video running: generated, ffmpeg, 1 of 10 parts',
        '',
      ].join('\n'),
    );
    const before = written.length;
    display.show(snapshot(statusOf({ updatedAt: '2026-11-22T12:00:40.000Z' }), { elapsed: 36 }));
    expect(written.length).toBe(before);
  });

  it('says how far a step is at each fifth of it, and when its state changes', () => {
    const { stream, written } = fakeStream();
    const display = createProgressDisplay(stream);
    for (let done = 0; done <= 10; done++)
      display.show(snapshot(statusOf({}, { audio: { state: 'pending' }, video: { done, total: 10 } })));
    const lines = written.filter((line) => line.includes('video running'));
    expect(lines.map((line) => /(\d+) of 10/.exec(line)?.[1])).toEqual(['0', '2', '4', '6', '8', '10']);
    display.show(
      snapshot(statusOf({}, { audio: { state: 'pending' }, video: { state: 'done', done: 10, total: 10 } })),
    );
    expect(written.at(-1)).toBe('[20 s] video done: generated, ffmpeg\n');
  });

  it('keeps a failure of many lines on one', () => {
    const { stream, text } = fakeStream();
    const failure = {
      type: 'ToolFailed',
      message: 'ffmpeg ended:\n\u001b[31m[h264] bad\n\u001b[0mat 3 s',
      advice: '',
    } as const;
    createProgressDisplay(stream).show(snapshot(statusOf({}, { video: { state: 'failed', total: 10, failure } })));
    expect(text()).toContain('video failed: generated, ffmpeg, ffmpeg ended: [h264] bad at 3 s\n');
    expect(text()).not.toContain('\u001b');
  });

  it('says what was found finished and what it cost', () => {
    const { stream, text } = fakeStream();
    createProgressDisplay(stream).show(
      snapshot(statusOf({}, { audio: { state: 'done', done: 5, found: 4, costUsd: 0.012 } })),
    );
    expect(text()).toContain('audio done: offline, 5 of 5 scenes, 4 found finished, $0.0120\n');
  });

  it('says a message as it is', () => {
    const { stream, text } = fakeStream();
    createProgressDisplay(stream).say('starting Temporal');
    expect(text()).toBe('starting Temporal\n');
  });
});

/** What a terminal of so many columns shows after the writes: lines that are too long wrap, as they do there. */
function screenOf(written: string[], columns: number): string[] {
  const lines = [''];
  for (const text of written) {
    const [, up, rest = ''] = /^(?:\u001b\[(\d+)A\u001b\[0J)?(.*)$/s.exec(text) ?? [];
    if (up) lines.splice(Math.max(0, lines.length - 1 - Number(up)), Infinity, '');
    for (const [index, part] of rest.split('\n').entries()) {
      if (index > 0) lines.push('');
      const wide = [...part].map((character) => (/[\u2e80-\uffef\u{1f300}-\u{1faff}]/u.test(character) ? 2 : 1));
      const rows = Math.max(1, Math.ceil(wide.reduce((sum: number, width) => sum + width, 0) / columns));
      lines[lines.length - 1] += part;
      for (let row = 1; row < rows; row++) lines.push('(wrapped)');
    }
  }
  return lines.slice(0, -1);
}

describe('progress on a terminal', () => {
  it('is redrawn in its place: a line a step and what is left', () => {
    const { stream, written } = fakeStream(100);
    const display = createProgressDisplay(stream);
    display.show(snapshot());
    display.show(snapshot(statusOf({}, { audio: { done: 4 } })));
    const screen = screenOf(written, 100);
    expect(screen).toHaveLength(8);
    expect(screen[0]).toBe('  ✓ keywords   offline');
    expect(screen[2]).toBe(`  ▸ audio      ${'█'.repeat(16)}${'░'.repeat(4)} offline, 4 of 5 scenes`);
    expect(screen[4]).toBe('  · thumbnail  pending');
    expect(screen[7]).toMatch(/^ {2}about \d+ s left$/);
  });

  it('counts what the running parts have said of themselves', () => {
    const { stream, text } = fakeStream(100);
    const progress = [
      { step: 'video', unit: 'frames', done: 45, total: 90 } as const,
      { step: 'video', unit: 'frames', done: 45, total: 90 } as const,
    ];
    createProgressDisplay(stream).show(snapshot(statusOf(), { progress }));
    expect(text()).toContain(`▸ video      ${'█'.repeat(4)}${'░'.repeat(16)} `);
  });

  it.each([30, 40, 80])(
    'never takes more lines than it has steps at %d columns, whatever a failure says',
    (columns) => {
      const { stream, written } = fakeStream(columns);
      const display = createProgressDisplay(stream);
      const failure = {
        type: 'ContentRefused',
        message: `the service refused\n${'为什么章鱼有三颗心脏？🐙'.repeat(9)}`,
        advice: '',
      } as const;
      for (let time = 0; time < 3; time++)
        display.show(snapshot(statusOf({ state: 'blocked' }, { script: { state: 'failed', failure } })));
      const screen = screenOf(written, columns);
      expect(screen).toHaveLength(8);
      expect(screen).not.toContain('(wrapped)');
      expect(screen[7]).toBe('  blocked');
    },
  );

  it('makes room above itself for a message', () => {
    const { stream, written } = fakeStream(80);
    const display = createProgressDisplay(stream);
    display.show(snapshot());
    display.say('The script waits for your review');
    display.show(snapshot());
    const screen = screenOf(written, 80);
    expect(screen).toHaveLength(9);
    expect(screen[0]).toBe('The script waits for your review');
  });

  it('stays on the screen when it has ended', () => {
    const { stream, written } = fakeStream(80);
    const display = createProgressDisplay(stream);
    display.show(snapshot(completedStatus()));
    display.end();
    display.say('The film is ready');
    const screen = screenOf(written, 80);
    expect(screen.slice(7)).toEqual(['  done', 'The film is ready']);
  });

  it('says that it waits for a person', () => {
    const { stream, text } = fakeStream(80);
    createProgressDisplay(stream).show(snapshot(statusOf({ state: 'review', review: 'script' })));
    expect(text()).toContain('waiting for the review of the script\n');
  });
});
