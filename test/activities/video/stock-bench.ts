import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openPictureProviders } from '../../../src/activities/video/providers/open-picture-providers.ts';
import type { PictureCall, PictureProvider, PictureRequest } from '../../../src/activities/video/providers/provider.ts';
import type { PictureEngine } from '../../../src/engines/pictures/picture-engine.ts';
import { createMemoryCache } from '../../../src/infra/cache/memory-cache.ts';
import type { VendorConfig } from '../../../src/infra/config/vendors.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPictureClaims, type PictureClaims } from '../../../src/infra/database/picture-claims.ts';
import { vivid } from '../../engines/film/samples.ts';
import { plainPng } from '../../engines/film/sources/samples.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { testTools } from '../../support/tools.ts';
import { providerCall } from '../stage-bench.ts';

export interface StockBench {
  folder: string;
  claims: PictureClaims;
  database: Database;
  open(vendors: Partial<VendorConfig>, changes?: { mediaFolder?: string }): PictureProvider[];
}

/** Providers of pictures with a real database of claims; what they draw themselves is a plain picture. */
export function useStockBench(): StockBench {
  const bench = {} as StockBench;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faceless-stock-'));
    const database = await openTestDatabase();
    const claims = createPictureClaims(() => Promise.resolve(database));
    const pictures = { drawStill: async () => drawn } as Partial<PictureEngine> as PictureEngine;
    Object.assign(bench, {
      ...{ folder, database, claims },
      open: (vendors: Partial<VendorConfig>, changes = {}) =>
        openPictureProviders(vendors, {
          ...{ pictures, claims, cache: createMemoryCache(), ffmpeg: testTools().ffmpeg },
          ...changes,
        }),
    });
  });
  afterAll(async () => {
    await bench.database.close();
    rmSync(bench.folder, { recursive: true, force: true });
  });
  return bench;
}

/** What the providers draw themselves. */
export const drawn = plainPng(64, 64);

/** A shot of a portrait film of three-hearted octopuses, two seconds long. */
export function shotOf(
  bench: Pick<StockBench, 'folder'>,
  changes: Partial<PictureRequest & PictureCall> & { pipelineId?: string } = {},
): [PictureRequest, PictureCall] {
  const { signal, pay, pipelineId = 'film', frames = 60, ...request } = changes;
  const { sceneIndex = 0, shotIndex = 0 } = request;
  return [
    {
      ...{ width: 580, height: 1032, seed: 7, title: 'Three hearts', language: 'en', look: vivid.pictures },
      ...{ idea: 'An octopus on a coral reef', keywords: ['octopus', 'reef'], narration: 'It has three hearts.' },
      ...{ words: 'none', sceneIndex: 0, sceneCount: 12, shotIndex: 0 },
      ...request,
    },
    {
      ...providerCall({ signal, pay }),
      shot: { pipelineId, shot: `0/s${sceneIndex}/${shotIndex}` },
      frames,
      folder: mkdtempSync(join(bench.folder, 'shot-')),
    },
  ];
}
