import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import {
  type AbTestDesign,
  type AbTestVariant,
  abTestDesignSchema,
  abTestVariantsSchema,
  abTestVideoSchema,
} from '../../contracts/ab-test.ts';
import { mostThumbnailBytes } from '../../contracts/ab-test-requests.ts';
import { Failure } from '../../contracts/failures.ts';
import { providers } from '../../contracts/providers.ts';
import { variantIds } from '../../contracts/variant-ids.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../infra/artifacts/folder-store.ts';
import { localOwner } from '../../infra/database/channel-names.ts';
import { withAbTests } from '../attach.ts';
import type { CommandContext } from '../context.ts';
import { parseCount, parseShare } from '../parse-share.ts';

export interface CreateTestOptions {
  video: string;
  channel?: string;
  target?: string;
  topic?: string;
  thumbnail?: string[];
  title?: string[];
  metric?: string;
  days?: string;
  precision?: string;
  alpha?: string;
  atEnd?: string;
  seed?: string;
  json?: boolean;
}

/** `abtest create`: starts a test of a video that is there already, and says how to look at it. */
export async function createTest({ config }: CommandContext, options: CreateTestOptions): Promise<number> {
  const { thumbnail: paths = [], title: titles = [], json } = options;
  const design = readDesign(options);
  const { topic = options.video, target = config.vendors.youtube ? 'youtube' : 'simulated' } = options;
  if (!providers.abtest.includes(target)) {
    throw new Failure('InvalidInput', `--target ${target}: there are ${providers.abtest.join(' and ')}`);
  }
  const video = { ...readVideo(options), target };
  for (const path of paths) await checkThumbnail(path);
  checkCounts(paths, titles);
  const testId = `abtest-${randomBytes(12).toString('hex')}`;
  const artifacts = createFolderStore({ folder: config.artifactsFolder });
  return withAbTests(config, async (abTests) => {
    const variants = await storeVariants({ paths, titles }, artifacts);
    await artifacts.use(
      testId,
      variants.flatMap(({ thumbnail }) => thumbnail ?? []),
    );
    await abTests.start({ testId, owner: localOwner, topic, video, variants, design });
    const say = `${testId} is started: ./faceless abtest show ${testId} tells how it goes.`;
    process.stdout.write(`${json ? JSON.stringify({ testId, video, variants, design }) : say}\n`);
    return 0;
  });
}

function readVideo({ video: id, channel }: CreateTestOptions) {
  const parsed = abTestVideoSchema.safeParse({ id, channel });
  if (parsed.success) return parsed.data;
  throw asOptions(parsed.error.issues, (place) => (place === 'id' ? 'video' : place));
}

function readDesign({ metric, days, precision, alpha, atEnd, seed }: CreateTestOptions): AbTestDesign {
  const anyShare = { from: 0, to: 1 };
  const parsed = abTestDesignSchema.safeParse({
    ...{ metric, atEnd },
    ...(days !== undefined && { days: parseCount('--days', days, { from: 1, to: 10_000 }) }),
    ...(precision !== undefined && { precision: parseShare('--precision', precision, anyShare) }),
    ...(alpha !== undefined && { alpha: parseShare('--alpha', alpha, anyShare) }),
    ...(seed !== undefined && { seed: parseCount('--seed', seed, { from: 0, to: 0xffffffff }) }),
  });
  if (parsed.success) return parsed.data;
  throw asOptions(parsed.error.issues, (place) => (place === 'atEnd' ? 'at-end' : place));
}

function asOptions(
  issues: readonly { path: PropertyKey[]; message: string }[],
  optionOf: (place: string) => string,
): Failure {
  const said = issues.map(({ path, message }) => `--${optionOf(String(path[0]))}: ${message}`);
  return new Failure('InvalidInput', said.join('; '));
}

const thumbnailTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
};

const typeOf = (path: string) => thumbnailTypes[extname(path).toLowerCase()];

async function checkThumbnail(path: string): Promise<void> {
  const refuse = (why: string, cause?: unknown) =>
    new Failure('InvalidInput', `the thumbnail ${path} ${why}`, { cause });
  if (!typeOf(path)) throw refuse(`is none of ${Object.keys(thumbnailTypes).join(', ')}`);
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw refuse(cause.code === 'ENOENT' ? 'is not there: correct the path' : `can't be read (${cause.code})`, cause);
  });
  if (!found.isFile()) throw refuse('is not a file');
  if (found.size > mostThumbnailBytes) {
    throw refuse(`has ${found.size} bytes: a thumbnail has ${mostThumbnailBytes} at most`);
  }
}

/** Given both, a variant is a thumbnail with the title at the same place. */
function checkCounts(paths: readonly string[], titles: readonly string[]): void {
  const most = Math.max(paths.length, titles.length);
  if (most < 2) {
    throw new Failure(
      'InvalidInput',
      'give --thumbnail or --title twice or more: each is a variant, the first what is there now',
    );
  }
  if (most > variantIds.length) throw new Failure('InvalidInput', 'give four variants at most');
  if (paths.length > 0 && titles.length > 0 && paths.length !== titles.length) {
    throw new Failure(
      'InvalidInput',
      `${paths.length} times --thumbnail and ${titles.length} times --title: give every variant both, or only one of them`,
    );
  }
}

async function storeVariants(
  { paths, titles }: { paths: readonly string[]; titles: readonly string[] },
  artifacts: Pick<ArtifactStore, 'putFile'>,
): Promise<AbTestVariant[]> {
  const count = Math.max(paths.length, titles.length);
  const given = Array.from({ length: count }, async (_, index) => {
    const [path, title] = [paths[index], titles[index]];
    return {
      ...(path !== undefined && {
        name: basename(path, extname(path)).trim().slice(0, 80) || undefined,
        thumbnail: await artifacts.putFile(path, typeOf(path) as string),
      }),
      ...(title !== undefined && { title }),
    };
  });
  const parsed = abTestVariantsSchema.safeParse(await Promise.all(given));
  if (parsed.success) {
    return parsed.data.map((variant, index) => ({ id: variantIds[index] as AbTestVariant['id'], ...variant }));
  }
  const said = parsed.error.issues.map(({ path: [index], message }) =>
    index === undefined ? message : `variant ${variantIds[Number(index)]?.toUpperCase()}: ${message}`,
  );
  throw new Failure('InvalidInput', said.join('; '));
}
