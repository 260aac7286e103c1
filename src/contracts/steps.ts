/** The steps of a pipeline, in the order people read them. Wire names: they appear in status, events, HTTP and signals. */
export const steps = ['keywords', 'script', 'audio', 'video', 'thumbnail', 'metadata', 'upload', 'abtest'] as const;

export type Step = (typeof steps)[number];

/** What each step needs finished before it can start. The workflow's shape, as data for the retry of a closed run. */
export const stepNeeds: Readonly<Record<Step, readonly Step[]>> = {
  keywords: [],
  script: ['keywords'],
  audio: ['script'],
  video: ['audio'],
  thumbnail: ['script'],
  metadata: ['script', 'audio'],
  upload: ['video', 'thumbnail', 'metadata'],
  abtest: ['upload'],
};

/** Steps a film can do without: a person may skip them when they fail. */
export const skippableSteps: readonly Step[] = ['keywords', 'thumbnail', 'upload', 'abtest'];

/** The step itself and every step that depends on it, in reading order. */
export function stepsFrom(step: Step): Step[] {
  const affected = new Set<Step>([step]);
  for (const candidate of steps) if (stepNeeds[candidate].some((need) => affected.has(need))) affected.add(candidate);
  return steps.filter((candidate) => affected.has(candidate));
}

export function isStep(value: unknown): value is Step {
  return typeof value === 'string' && (steps as readonly string[]).includes(value);
}
