import { describe, expect, it } from 'vitest';
import { loudness } from '../../../src/engines/voice/loudness.ts';
import { setSentence } from '../../../src/engines/voice/set-sentence.ts';

const rate = 48_000;
const pauses = { comma: 150 };

/** A hum between two silences, as a service sends a word. */
function spoken(seconds: number, level: number, { lead = 0.4, trail = 0.6 } = {}): Float32Array {
  const samples = new Float32Array(Math.round((lead + seconds + trail) * rate));
  const from = Math.round(lead * rate);
  for (let at = 0; at < seconds * rate; at++) samples[from + at] = level * Math.sin((2 * Math.PI * 220 * at) / rate);
  return samples;
}

const word = (text: string, start: number, end: number) => ({ text, start, end });

describe('setting a sentence', () => {
  it('takes the silence off both ends but for its quiet edges, and moves the words with it', () => {
    const words = [word('hum', 0.4, 0.9), word('ming', 0.9, 1.4)];
    const set = setSentence([{ samples: spoken(1, 0.1), words, mark: '.' }], pauses);
    expect(set.samples.length / rate).toBeCloseTo(1.05, 2);
    expect(set.words?.[0]?.start).toBeCloseTo(0.025, 2);
    expect(set.words?.[1]?.start).toBeCloseTo(0.525, 2);
  });

  it('makes parts equally loud, whatever they came with', () => {
    const loud = setSentence([{ samples: spoken(1, 0.5), mark: '.' }], pauses);
    const quiet = setSentence([{ samples: spoken(1, 0.02), mark: '.' }], pauses);
    expect(loudness(quiet.samples, rate)).toBeCloseTo(loudness(loud.samples, rate), 1);
  });

  it('begins and ends in silence without a step, and pauses as long as the mark asks', () => {
    const parts = [
      { samples: spoken(0.5, 0.2), words: [word('one,', 0.4, 0.9)], mark: ',' },
      { samples: spoken(0.5, 0.2), words: [word('two', 0.4, 0.9)], mark: '.' },
    ];
    const { samples, words } = setSentence(parts, pauses);
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(1e-6);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(1e-6);
    let step = 0;
    for (let at = 1; at < samples.length; at++)
      step = Math.max(step, Math.abs((samples[at] ?? 0) - (samples[at - 1] ?? 0)));
    // No faster than the hum itself swings.
    expect(step).toBeLessThan(0.02);
    const [one, two] = words ?? [];
    expect((two?.start ?? 0) - (one?.end ?? 0)).toBeCloseTo(0.15, 2);
  });

  it('has no words where one part has none, or where they lie outside of its sound', () => {
    const good = { samples: spoken(1, 0.1), words: [word('hum', 0.4, 1.4)], mark: '' };
    expect(setSentence([good, { samples: spoken(1, 0.1), mark: '.' }], pauses).words).toBeUndefined();
    const late = { ...good, words: [word('hum', 9, 10)] };
    expect(setSentence([late], pauses).words).toBeUndefined();
  });

  it('leaves out a part in which nothing is heard', () => {
    const silent = { samples: new Float32Array(rate), words: [word('…', 0, 0.5)], mark: '' };
    const set = setSentence([silent, { samples: spoken(1, 0.1), words: [word('hum', 0.4, 1.4)], mark: '.' }], pauses);
    expect(set.samples.length / rate).toBeCloseTo(1.05, 2);
    expect(set.words?.map(({ text }) => text)).toEqual(['hum']);
  });
});
