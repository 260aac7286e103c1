import { abTestExample, ada, mp4, type Seed } from './seed.ts';

/** A request that succeeds when it is the first. */
export interface Example {
  path?: Record<string, string>;
  body?: object;
}

/** Ids for schemathesis.toml: the name of a dictionary → its words. */
export function dictionariesOf(seed: Seed): Record<string, string[]> {
  const { inReview, blocked, ended, assets, uploads, blockedUploads, running, asking, stages } = seed;
  return {
    abtests: [...running, ...asking],
    ...{ pipelines: [...inReview, ...blocked, ...ended], assets, uploads: [...uploads, ...blockedUploads] },
    ...Object.fromEntries(stages.map(({ step, id }) => [`stage-${step}`, [id]])),
  };
}

/** Operation, as `POST /api/pipelines` → its example. Each uses up another id. */
export function examplesOf(seed: Seed): Record<string, Example> {
  const { inReview, blocked, ended, assets, uploads, blockedUploads, running, asking, refreshToken, stages } = seed;
  const id = (ids: string[], at: number) => ({ id: ids[at] ?? '' });
  const brief = { topic: 'Why do octopuses have three hearts?', format: 'short' };
  const ofStages = stages.flatMap(({ path, body, lookPath, file: name, id: stageId }): [string, Example][] => [
    [`POST ${path}`, { body }],
    [`GET ${lookPath}/{id}`, { path: { id: stageId } }],
    ...(name ? ([[`GET ${lookPath}/{id}/files/{name}`, { path: { id: stageId, name } }]] as [string, Example][]) : []),
  ]);
  return {
    ...Object.fromEntries(ofStages),
    'POST /auth/login': { body: ada },
    'POST /auth/refresh': { body: { refreshToken } },
    'POST /api/pipelines': { body: brief },
    'POST /orchestrator/start': { body: brief },
    'GET /api/pipelines/{id}': { path: id(ended, 0) },
    'GET /api/pipelines/{id}/events': { path: id(ended, 0) },
    'GET /api/pipelines/{id}/steps/{step}': { path: { ...id(ended, 0), step: 'video' } },
    'GET /api/pipelines/{id}/artifacts/{name}': { path: { ...id(ended, 0), name: 'metadata.json' } },
    'GET /orchestrator/status/{id}': { path: id(ended, 0) },
    'POST /api/pipelines/{id}/approve': { path: id(inReview, 0), body: { gate: 'script' } },
    'POST /api/pipelines/{id}/reject': { path: id(inReview, 1), body: { reason: 'another topic' } },
    'PATCH /api/pipelines/{id}/script': {
      path: id(inReview, 2),
      body: { scenes: [{ id: 's002', narration: 'A better line.' }] },
    },
    'POST /api/pipelines/{id}/cancel': { path: id(blocked, 0), body: { reason: 'changed my mind' } },
    'POST /orchestrator/retry/{id}/{step}': { path: { ...id(ended, 1), step: 'video' }, body: {} },
    'DELETE /api/pipelines/{id}': { path: id(ended, 2) },
    // Files whose bytes are all below 128: as text and as bytes they are the same.
    'POST /api/assets': { body: { kind: 'music', file: 'ID3, and no music behind it' } },
    'GET /api/assets/{assetId}': { path: { assetId: assets[0] ?? '' } },
    'DELETE /api/assets/{assetId}': { path: { assetId: assets[1] ?? '' } },
    'GET /api/videos/upload/{id}': { path: id(uploads, 0) },
    'POST /api/videos/upload': { body: { title: 'Three hearts', file: mp4.toString('latin1') } },
    'POST /api/videos/upload/{id}/retry': { path: id(blockedUploads, 0), body: { step: 'upload' } },
    'POST /api/videos/upload/{id}/cancel': { path: id(blockedUploads, 1), body: { reason: 'changed my mind' } },
    'DELETE /api/videos/upload/{id}': { path: id(uploads, 1) },
    'POST /abtests/create': { body: abTestExample },
    'GET /abtests/{id}/results': { path: id(running, 0) },
    'GET /abtests/{id}/report': { path: id(running, 0) },
    'GET /api/abtests/{id}': { path: id(running, 0) },
    'POST /api/abtests/{id}/pause': { path: id(running, 0), body: { reason: 'a holiday' } },
    'POST /api/abtests/{id}/resume': { path: id(running, 0) },
    'POST /api/abtests/{id}/stop': { path: id(running, 1), body: { show: 'b' } },
    'POST /api/abtests/{id}/choose': { path: id(asking, 0), body: { variant: 'b' } },
  };
}

interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  parameters?: { in: string; name: string; example?: unknown }[];
  requestBody?: { content: Record<string, { example?: unknown }> };
}

/** The document with the examples in it. @throws for an example of an operation that there is not */
export function withExamples(document: unknown, examples: Record<string, Example>): unknown {
  const shown = structuredClone(document) as OpenApi;
  for (const [name, { path = {}, body }] of Object.entries(examples)) {
    const [method = '', url = ''] = name.split(' ');
    const operation = shown.paths[url]?.[method.toLowerCase()];
    if (!operation) throw new Error(`there is no operation ${name}`);
    for (const parameter of operation.parameters ?? []) {
      if (parameter.in === 'path' && parameter.name in path) parameter.example = path[parameter.name];
    }
    if (body) for (const media of Object.values(operation.requestBody?.content ?? {})) media.example = body;
  }
  return shown;
}
