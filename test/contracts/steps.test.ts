import { describe, expect, it } from 'vitest';
import { roleOfStep, roles } from '../../src/contracts/roles.ts';
import { isStep, type Step, skippableSteps, stepNeeds, steps, stepsFrom } from '../../src/contracts/steps.ts';

/** Every step that has to be finished before this one, near and far. */
function allNeeds(step: Step, path: Step[] = []): Set<Step> {
  if (path.includes(step)) throw new Error(`a cycle: ${[...path, step].join(' → ')}`);
  return new Set(stepNeeds[step].flatMap((need) => [need, ...allNeeds(need, [...path, step])]));
}

describe('the steps', () => {
  it.each(steps)('%s does not wait for itself by any way round', (step) => {
    expect(() => allNeeds(step)).not.toThrow();
  });

  it.each(steps)('%s stands after all it needs, so that people read them in order', (step) => {
    for (const need of allNeeds(step)) expect(steps.indexOf(need)).toBeLessThan(steps.indexOf(step));
  });

  it.each(steps)('from %s on are itself and exactly those that need it, near or far', (step) => {
    expect(stepsFrom(step)).toEqual(steps.filter((candidate) => candidate === step || allNeeds(candidate).has(step)));
  });

  it('from the first are all of them', () => {
    expect(stepsFrom('keywords')).toEqual(steps);
  });

  it('are each served by a role of their own', () => {
    const serving = steps.map((step) => roleOfStep[step]);
    expect(new Set(serving).size).toBe(steps.length);
    for (const role of serving) expect(roles).toContain(role);
  });

  it.each(['script', 'audio', 'video', 'metadata'] as const)('cannot be gone on without %s', (step) => {
    expect(skippableSteps).not.toContain(step);
  });

  it('are told from other words', () => {
    expect(isStep('audio')).toBe(true);
    for (const other of ['Audio', 'toString', '', undefined, 3]) expect(isStep(other)).toBe(false);
  });
});
