import { CancellationScope } from '@temporalio/workflow';
import type { FileFacts } from '../contracts/assets.ts';
import { type Format, framesPerSecond } from '../contracts/formats.ts';
import type { PublishInput, PublishResult } from '../contracts/publish.ts';
import type { ThumbnailVariant } from '../contracts/thumbnail.ts';
import { allOrNone } from './all-or-none.ts';
import { openPublishRun, type PublishRun } from './publish-run.ts';
import { publishFilm, takeBack } from './publishing.ts';
import * as stages from './stages.ts';
import { createTranslator, translatedFiles } from './translations.ts';

/** A person's own video is checked, gets thumbnails and metadata, and is published: by the activities a pipeline uses. */
export async function PublishWorkflow(input: PublishInput): Promise<PublishResult> {
  const run = openPublishRun(input);
  try {
    await run.guard(async () => {
      const facts = await checkVideo(run, input);
      run.input.brief.format = input.format ?? formatOf(facts);
      await allOrNone([() => makeThumbnails(run, input), () => buildMetadata(run, input, facts)]);
      await publish(run, input);
    });
    run.complete();
    const { id, known } = run;
    return { id, publication: known.publication as PublishResult['publication'] };
  } catch (error) {
    await abandon(run, error);
    throw error;
  }
}

async function checkVideo({ known, step }: PublishRun, { video, fileName, videoName }: PublishInput) {
  const { facts } = await step('video', async () => {
    const found = await stages.probeFile({ file: video, kind: 'video', name: fileName });
    return { facts: found, provider: 'ffmpeg', costUsd: 0, found: false };
  });
  known.facts = facts;
  known.artifacts[videoName] = video;
  return facts;
}

function formatOf({ width = 16, height = 9 }: FileFacts): Format {
  const shape = width / height;
  if (shape < 0.9) return 'short';
  return shape > 1.1 ? 'long' : 'square';
}

async function makeThumbnails({ known, input, optionalStep }: PublishRun, { script }: PublishInput): Promise<void> {
  const made = await optionalStep('thumbnail', () => stages.makeThumbnails({ ...input, script }));
  for (const { id, image } of made?.variants ?? []) known.artifacts[thumbnailName(id)] = image;
  known.thumbnails = made?.variants;
}

const thumbnailName = (id: ThumbnailVariant['id']) => `thumbnail-${id}.jpg`;

async function buildMetadata(
  { known, input, step }: PublishRun,
  { script, words }: PublishInput,
  { durationSeconds = 0 }: FileFacts,
): Promise<void> {
  const sceneFrames = [Math.round(durationSeconds * framesPerSecond)];
  const translate = createTranslator();
  const { metadata, translations } = await step('metadata', () =>
    translate(input, async () => {
      const built = await stages.buildMetadata({ ...input, script, sceneFrames });
      return { ...built, ...(await stages.keepOwnWords({ metadata: built.metadata, words })) };
    }),
  );
  Object.assign(known.artifacts, { 'metadata.json': metadata }, translatedFiles(translations));
  known.translations = translations;
}

async function publish({ known, input, step, onlooker }: PublishRun, { video }: PublishInput): Promise<void> {
  const { artifacts: files, thumbnails = [], translations } = known;
  const metadata = files['metadata.json'] as NonNullable<(typeof files)[string]>;
  const { publication } = await step('upload', () =>
    publishFilm({ ...input, files, video, metadata, thumbnails, translations }, onlooker),
  );
  known.publication = publication;
}

/** An upload that was begun is taken back, so that nothing stays half published; the files have no more use. */
async function abandon(run: PublishRun, error: unknown): Promise<void> {
  const { reason, isUploading } = run.abandon(error);
  const { pipelineId, brief } = run.input;
  await CancellationScope.nonCancellable(async () => {
    if (isUploading) {
      const target = brief.providers.upload?.[0];
      await takeBack({ pipelineId, target, brief, reason }).catch(() => {});
    }
    await stages.releaseFiles({ user: pipelineId }).catch(() => {});
  });
}
