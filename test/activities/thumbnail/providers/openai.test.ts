import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStyleReader } from '../../../../src/activities/styles.ts';
import { createThumbnailActivities } from '../../../../src/activities/thumbnail/make-thumbnails.ts';
import { openThumbnailProviders } from '../../../../src/activities/thumbnail/providers/open-thumbnail-providers.ts';
import type { ThumbnailProvider } from '../../../../src/activities/thumbnail/providers/provider.ts';
import {
  createPictureEngine,
  type PictureEngine,
  type ThumbnailRequest,
} from '../../../../src/engines/pictures/picture-engine.ts';
import { projectRoot } from '../../../../src/infra/config/project-root.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { openaiImagesKey, startOpenaiImagesEmulator } from '../../../emulators/openai-images.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { lookOf } from '../../../engines/pictures/looks.ts';
import {
  bookkeeper,
  failureOf,
  providerCall,
  runActivity,
  stageInput,
  storeScript,
  useStageBench,
} from '../../stage-bench.ts';

const bench = useStageBench();
const imageModel = 'gpt-image-2';
let pictures: PictureEngine;
beforeAll(() => {
  pictures = createPictureEngine({ threads: 1 });
});
afterAll(() => pictures.close());

function openAll({ url }: Emulator, engine = pictures): ThumbnailProvider[] {
  const openai = { key: openaiImagesKey, baseUrl: `${url}/v1`, model: 'unused', speechModel: 'unused', imageModel };
  return openThumbnailProviders({ openai }, { pictures: engine, artifacts: bench.artifacts });
}

const request: ThumbnailRequest = {
  ...{ seed: 6, title: 'Three hearts', words: [], keywords: ['octopus'], look: lookOf('vivid') },
  ...{ language: 'en', variant: 0 },
};

describe('thumbnails on an image of OpenAI', () => {
  testVendor({
    start: startOpenaiImagesEmulator,
    async call(emulator, signal) {
      const [, openai] = openAll(emulator);
      return openai?.drawThumbnail(request, providerCall({ signal, pay: bookkeeper().pay }));
    },
    key: openaiImagesKey,
    keyIn: { header: 'authorization' },
    errors: [
      { status: 401, code: 'invalid_api_key', type: 'BadCredentials' },
      { status: 429, code: 'rate_limit_exceeded', type: 'RateLimited' },
      { status: 429, code: 'insufficient_quota', type: 'QuotaExceeded' },
      { status: 400, code: 'moderation_blocked', type: 'ContentRefused' },
    ],
  });
});

describe('a set of thumbnails', () => {
  let emulator: Emulator;
  afterEach(() => emulator.close());

  async function make(names: string[] | undefined, engine = pictures) {
    const style = createStyleReader(`${projectRoot}/styles`, bench.artifacts);
    const { makeThumbnails } = createThumbnailActivities(bench, openAll(emulator, engine), style);
    const script = await storeScript(bench, ['It has three hearts.']);
    const providers = names && { providers: { thumbnail: names } };
    return runActivity(makeThumbnails, { ...stageInput(providers), script });
  }

  it('has one image for all of its variants, paid for once, whatever fails after it', async () => {
    emulator = await startOpenaiImagesEmulator();
    const { pay, charges, used } = bookkeeper();
    bench.payFor = () => pay;
    const broken = { ...pictures, drawThumbnail: () => Promise.reject(new Error('no brush')) };
    await failureOf(make(['openai'], broken));
    expect(charges).toEqual([{ provider: 'openai', model: imageModel, estimate: { images: 1 } }]);

    const made = await make(['openai']);
    expect(made).toMatchObject({ provider: 'openai', model: imageModel, costUsd: 0, found: false });
    expect(made.variants.map(({ id, text }) => [id, text === ''])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
    expect(new Set(made.variants.map(({ image }) => image.sha256)).size).toBe(3);
    expect(used).toEqual([{ images: 1 }]);
    expect(emulator.violations).toEqual([]);
    const { body } = emulator.calls[0] as { body: Record<string, unknown> };
    expect(body).toMatchObject({ size: '1536x1024', n: 1 });
    expect(body.prompt).toMatch(/Three hearts[\s\S]*No letters[\s\S]*never like a photograph/);
  });

  it('costs what its one image costs', async () => {
    emulator = await startOpenaiImagesEmulator();
    bench.payFor = () => bookkeeper().pay;
    expect((await make(['openai'])).costUsd).toBe(1);
  });

  it('is drawn here where no brief names the service, and where the service refuses and the brief says so', async () => {
    emulator = await startOpenaiImagesEmulator();
    expect((await make(undefined)).provider).toBe('canvas');
    bench.payFor = () => bookkeeper().pay;
    emulator.fail({ kind: 'status', status: 400, code: 'moderation_blocked' });
    expect(await make(['openai', 'canvas'])).toMatchObject({ provider: 'canvas', costUsd: 0 });
  });
});
