import {
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  patched,
  setHandler,
} from '@temporalio/workflow';
import { failureTypes } from '../contracts/failures.ts';
import { editScriptUpdate, type PipelineInput, type PipelineResult } from '../contracts/messages.ts';
import { platforms } from '../contracts/providers.ts';
import type { FetchKeywordsResult, WriteScriptResult } from '../contracts/stages.ts';
import { startAbTest, untestable } from './ab-test-step.ts';
import { allOrNone } from './all-or-none.ts';
import { reportFailure } from './failure-report.ts';
import { makeFilm } from './film.ts';
import { type Onlooker, publishFilm, takeBack } from './publishing.ts';
import { openRun, type Run } from './run.ts';
import { filesOf } from './run-state.ts';
import * as stages from './stages.ts';
import { createTranslator } from './translations.ts';

/** A topic becomes a published film. Each stage is an activity on its role's queue; a failed one waits for a person. */
export async function PipelineWorkflow(input: PipelineInput): Promise<PipelineResult> {
  const run = openRun(input);
  const { topic, language, format } = input.brief;
  run.recorder.record('pipeline.started', { topic, language, format });
  try {
    await run.guard(async () => {
      const keywords = await fetchKeywords(run);
      const script = await writeScript(run, keywords);
      await allOrNone([
        () => film(run, script),
        () => makeThumbnails(run, script, keywords),
        () => buildMetadata(run, script, keywords),
      ]);
      await compareFilm(run, script);
      await run.review('film');
      await publish(run);
      await testVariants(run);
    });
    return await complete(run);
  } catch (error) {
    await abandon(run, error);
    throw error;
  }
}

async function fetchKeywords(run: Run): Promise<FetchKeywordsResult | undefined> {
  if (run.state.brief.script) {
    run.state.board.skip('keywords', 'the brief brought its own script');
    return undefined;
  }
  return run.optionalStep('keywords', stages.fetchKeywords);
}

async function writeScript(run: Run, keywords: FetchKeywordsResult | undefined): Promise<WriteScriptResult> {
  const written = await run.step('script', (input) => stages.writeScript({ ...input, keywords: keywords?.keywords }));
  acceptEdits(run);
  await run.review('script');
  return run.state.results.script ?? written;
}

/** `editScript` answers while the script waits for its review; the edited script is a new file, the old one stays. */
function acceptEdits({ state, input, recorder }: Run): void {
  setHandler(
    editScriptUpdate,
    async ({ scenes }) => {
      const { script } = state.results.script as WriteScriptResult;
      state.editing = true;
      try {
        const revised = await stages.reviseScript({ ...input('script'), script, edits: scenes });
        state.results.script = revised;
        if (patched('record-edited-script')) recorder.record();
        return { script: revised.script, scenes: revised.sceneIds.length };
      } finally {
        state.editing = false;
      }
    },
    {
      validator: (edit) => {
        if (state.review !== 'script') throw new Error('the script can be edited only while it waits for its review');
        if (state.editing) throw new Error('another edit is being stored: try again');
        const scenes = edit?.scenes;
        if (!Array.isArray(scenes) || scenes.length === 0) {
          throw new Error('name the scenes to change: {"scenes":[{"id":"s001","narration":"…"}]}');
        }
        const unknown = scenes.find(({ id }) => !state.results.script?.sceneIds.includes(id));
        if (unknown) throw new Error(`there is no scene '${unknown.id}'`);
      },
    },
  );
}

async function film(run: Run, script: WriteScriptResult): Promise<void> {
  if (run.state.results.audio && run.state.results.video) {
    run.takeOver('audio');
    run.takeOver('video');
  } else {
    await makeFilm(run, script);
  }
}

async function makeThumbnails(run: Run, { script }: WriteScriptResult, keywords?: FetchKeywordsResult): Promise<void> {
  await run.optionalStep('thumbnail', (input) =>
    stages.makeThumbnails({ ...input, script, keywords: keywords?.keywords }),
  );
}

/**
 * Chapters need the scenes' real times, the description names the authors of the film's pictures, and captions are translated
 * with it: all of them come first.
 */
async function buildMetadata(run: Run, { script }: WriteScriptResult, keywords?: FetchKeywordsResult): Promise<void> {
  const { results } = run.state;
  await condition(() => results.audio !== undefined);
  if (patched('metadata-after-film')) await condition(() => results.video !== undefined);
  const translate = createTranslator();
  await run.step('metadata', (input) => {
    const sceneFrames = results.audio?.sceneFrames ?? [];
    const { credits, drawnPictures, srt } = results.video ?? {};
    const film = { script, keywords: keywords?.keywords, sceneFrames, credits, drawnPictures };
    return translate(input, () => stages.buildMetadata({ ...input, ...film }), srt);
  });
}

/** Whoever reviews the film should know that it is much like an earlier one. It is advice: the film goes on without it. */
async function compareFilm({ state, input }: Run, { script }: WriteScriptResult): Promise<void> {
  const { results, brief, board } = state;
  const { metadata } = results;
  if (!metadata || !platforms.includes(brief.providers.upload?.[0] ?? '')) return;
  const status = board.steps.metadata;
  const remark = (sentence: string) => {
    status.note = [status.note, sentence].filter(Boolean).join(' ');
  };
  try {
    const compared = { ...input('upload'), metadata: metadata.metadata, script };
    const { warning } = await stages.compareFilm(compared);
    if (warning) remark(warning);
  } catch (error) {
    if (isCancellation(error)) throw error;
    remark(`It could not be compared with earlier films: ${reportFailure(error).message}`);
  }
}

async function publish(run: Run): Promise<void> {
  const { results, brief } = run.state;
  const { video, metadata, thumbnail } = results;
  if (!video || !metadata) throw ApplicationFailure.nonRetryable('the film or its metadata is missing', 'Internal');
  const film = {
    files: filesOf(results, brief),
    video: video.video,
    metadata: metadata.metadata,
    thumbnails: thumbnail?.variants ?? [],
    translations: metadata.translations,
  };
  await run.optionalStep('upload', (input) => publishFilm({ ...input, ...film }, onlookerOf(run)));
}

/** The variants of the thumbnail are tested by a workflow of their own, which goes on for weeks after this one. */
async function testVariants(run: Run): Promise<void> {
  const { results, brief, board } = run.state;
  const reason = untestable(brief, results);
  if (reason) board.skip('abtest', reason);
  else await run.optionalStep('abtest', (input) => startAbTest(input, results));
}

function onlookerOf({ state, recorder }: Run): Onlooker {
  return {
    say(doing, waitsUntil) {
      state.board.say('upload', doing, waitsUntil);
      // A wait should be read in the list too, which shows what is recorded.
      if (waitsUntil) recorder.record();
    },
    show(publication) {
      state.publication = publication;
    },
  };
}

async function complete({ state, recorder }: Run): Promise<PipelineResult> {
  state.ended = { state: 'completed' };
  state.publishAttributes();
  const result = state.toResult();
  recorder.record('pipeline.completed', { durationSeconds: result.durationSeconds, costUsd: result.costUsd });
  await recorder.settled();
  return result;
}

/** Compensates what can't stay half done, and says in the record how the run ended. */
async function abandon({ state, recorder, decisions, input }: Run, error: unknown): Promise<void> {
  const cancelled = isCancellation(error);
  const report = state.ended?.failure ?? reportFailure(error);
  const reason = cancelled ? (decisions.cancelReason ?? report.message) : report.message;
  state.review = undefined;
  state.ended = cancelled
    ? { state: 'cancelled', failure: { type: 'Cancelled', message: reason, advice: failureTypes.Cancelled.advice } }
    : { state: 'failed', failure: report };
  state.board.stop();
  await CancellationScope.nonCancellable(async () => {
    await condition(() => !state.editing);
    if (state.board.steps.upload.state !== 'pending' && !state.results.upload) {
      const { pipelineId, brief } = input('upload');
      const target = brief.providers.upload?.[0];
      try {
        const retracted = await takeBack({ pipelineId, target, brief, reason });
        if (retracted?.note) state.notices.push(retracted.note);
        state.publication = retracted?.publication;
      } catch (problem) {
        state.notices.push(`the unfinished upload could not be taken back: ${reportFailure(problem).message}`);
      }
    }
    state.publishAttributes();
    recorder.record(cancelled ? 'pipeline.cancelled' : 'pipeline.failed', { reason, type: state.ended?.failure?.type });
    await recorder.settled();
  });
}
