import { describe, expect, it } from 'vitest';
import { planStrikes, type Spacings } from './fault-plan.ts';

const spacings: Spacings = { worker: [10, 20], temporal: [45, 75], tokens: [5, 15], session: [6, 14] };
const plan = (seed: number) => planStrikes(seed, 300, 1000, spacings);

describe('what happens to the processes of a campaign', () => {
  it('follows from its seed', () => {
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
  });

  it('comes in order, and as often as the films between allow', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const strikes = plan(seed);
      const times = strikes.map(({ atBytes }) => atBytes);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const count = (...kinds: string[]) => strikes.filter(({ kind }) => kinds.includes(kind)).length;
      expect(count('worker')).toBeGreaterThanOrEqual(14);
      expect(count('worker')).toBeLessThanOrEqual(29);
      expect(count('temporal', 'both')).toBeGreaterThanOrEqual(3);
      expect(count('both')).toBeGreaterThanOrEqual(1);
      expect(count('tokens')).toBeGreaterThanOrEqual(19);
      expect(count('session')).toBeGreaterThanOrEqual(21);
    }
  });
});
