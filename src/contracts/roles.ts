import type { Step } from './steps.ts';

/** A role is a service of the design: its name is also its task queue and its compose service. Wire names. */
export const roles = [
  'orchestrator',
  'keyword-fetcher',
  'script-generator',
  'tts-renderer',
  'video-assembler',
  'thumbnail-maker',
  'metadata-builder',
  'uploader',
  'ab-tester',
] as const;

export type Role = (typeof roles)[number];

/** Where a role's `/health`, `/ready` and `/metrics` listen when it runs as a worker of its own. */
export const opsPorts: Readonly<Record<Role | 'api-gateway', number>> = {
  'api-gateway': 3000,
  orchestrator: 3001,
  'keyword-fetcher': 3002,
  'script-generator': 3003,
  'tts-renderer': 3004,
  'video-assembler': 3005,
  'thumbnail-maker': 3006,
  'metadata-builder': 3007,
  uploader: 3008,
  'ab-tester': 3009,
};

export const roleOfStep: Readonly<Record<Step, Role>> = {
  keywords: 'keyword-fetcher',
  script: 'script-generator',
  audio: 'tts-renderer',
  video: 'video-assembler',
  thumbnail: 'thumbnail-maker',
  metadata: 'metadata-builder',
  upload: 'uploader',
  abtest: 'ab-tester',
};

export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && (roles as readonly string[]).includes(value);
}
