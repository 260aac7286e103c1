import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Activities } from '../../../contracts/activities.ts';
import type { ArtifactRef } from '../../../contracts/artifact.ts';
import type { BriefInput } from '../../../contracts/brief.ts';
import { Failure } from '../../../contracts/failures.ts';
import type { StageActivity } from '../../../contracts/stage-policies.ts';
import type { StageInput } from '../../../contracts/stages.ts';
import type { Step } from '../../../contracts/steps.ts';
import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import { usedBy } from '../../../infra/artifacts/marking-store.ts';
import type { StoredAnswer } from '../../../infra/database/tables.ts';
import {
  isStageOf,
  type StageClient,
  type StageRun,
  stageId,
  stageIdPattern,
} from '../../../infra/temporal/stage-client.ts';
import { readBrief } from '../../bad-places.ts';
import { callerOf } from '../../plugins/access.ts';
import { idempotentName } from '../../plugins/idempotency.ts';
import { fileNameParam, fileProblems, fileSchema, namedFile, sendArtifact } from '../../send-artifact.ts';
import { answerOf, type StageAnswer, stageAnswerSchema } from './stage-answers.ts';
import { checkStored } from './stage-files.ts';

/** What the routes of stages ask. */
export interface StageContext {
  stages: StageClient;
  artifacts: ArtifactStore;
}

type InputOf<Name extends StageActivity> = Parameters<Activities[Name]>[0];

/** Which activity a request asks for, with what. */
type Asked = {
  [Name in StageActivity]: {
    activity: Name;
    brief: BriefInput;
    input: Omit<InputOf<Name>, keyof StageInput>;
  };
}[StageActivity];

type BodySchema = z.ZodType<{ provider?: string; budgetUsd?: number; take: number }>;

export interface StageRoute<Body extends BodySchema> {
  step: Step;
  url: string;
  /** Where it is asked about, without the id; `url` when left out. */
  lookUrl?: string;
  summary: string;
  description: string;
  body: Body;
  /** Of what `show` answers. */
  result: z.ZodType;
  /** The answer is waited for: most are there within seconds. */
  quick: boolean;
  /** Said until there is a result, which has a note of its own. */
  note?: string;
  prepare(body: z.output<Body>): Promise<Asked>;
  /** What a client sees of the activity's answer; all of it when left out. */
  show?(result: never): Promise<unknown>;
  /** The files of the activity's answer, by the names they are downloaded under. Left out by a stage that keeps none. */
  files?(result: never): StageFiles;
}

/** Each by its name; some are found only in another. */
export type StageFiles = Record<string, () => ArtifactRef | Promise<ArtifactRef>>;

const keyNote =
  ' With an `Idempotency-Key` it is started once, however often it is asked for, and anew where it failed. A client that hangs ' +
  'up does not end it.';

/** A stage alone: where it is started, and where it is looked at. */
export function registerStageRoutes<Body extends BodySchema>(
  app: FastifyInstance,
  { stages, artifacts }: StageContext,
  route: StageRoute<Body>,
): void {
  const { step, url, lookUrl = url, body, quick } = route;
  const tags = ['stages'];
  const answer = stageAnswerSchema(route.result);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  const params = z.object({ id: z.string().regex(stageIdPattern(step)).describe('As the answer to `POST` had it') });

  async function answered(run: StageRun): Promise<StageAnswer> {
    const { id, result } = run;
    if (result === undefined) return answerOf(run, { result, note: route.note });
    const names = Object.keys(route.files?.(result as never) ?? {});
    return answerOf(run, {
      result: route.show ? await route.show(result as never) : result,
      files: route.files && Object.fromEntries(names.map((name) => [name, `${lookUrl}/${id}/files/${name}`])),
    });
  }

  /** Another's is answered as if it were not there. */
  async function lookAtOwn(request: FastifyRequest, id: string): Promise<StageRun> {
    const { owner, role } = callerOf(request);
    if (role !== 'admin' && !isStageOf(id, owner)) throw new Failure('NotFound', `there is no stage ${id}`);
    return stages.look(id);
  }

  /** What was under way when it was answered may have failed since. Where nobody can tell, it is answered so again. */
  async function stands({ body: text }: StoredAnswer): Promise<boolean> {
    const { id, state } = JSON.parse(text) as StageAnswer;
    if (state === 'done') return true;
    const run = await stages.look(id).catch(() => undefined);
    return run?.state !== 'failed';
  }

  routes.post(
    url,
    {
      config: { access: 'operator', idempotent: stands, problems: quick ? [410, 502, 504, 507] : [410, 507] },
      schema: {
        tags,
        summary: route.summary,
        description: route.description + keyNote,
        body,
        response: {
          ...(quick && { 200: answer.describe('It is done') }),
          202: answer.describe('It goes on: ask at `Location`'),
        },
      },
    },
    async (request, reply) => {
      const { owner } = callerOf(request);
      const asked = request.body as z.output<Body>;
      const id = stageId(step, owner, idempotentName(request));
      // Before any use of them is said: what is refused leaves nothing behind.
      await checkStored(artifacts, asked);
      await usedBy(id, async () => {
        await checkStored(artifacts, asked);
        const { activity, brief, input } = await route.prepare(asked);
        const { provider, budgetUsd } = asked;
        const providers = provider ? { [step]: [provider] } : brief.providers;
        const checked = readBrief({ ...brief, providers, budgetUsd, owner, correlationId: request.id });
        const stageInput: StageInput = { pipelineId: id, brief: checked, take: asked.take };
        await stages.start({
          id,
          owner,
          activity,
          quick,
          input: { ...stageInput, ...input } as InputOf<typeof activity>,
        });
      });
      reply.header('location', `${lookUrl}/${id}`);
      const run = quick ? await stages.settled(id) : await stages.look(id);
      if (quick && run.state === 'failed' && run.failure) throw run.failure;
      reply.code(quick && run.state === 'done' ? 200 : 202);
      return answered(run);
    },
  );

  routes.get(
    `${lookUrl}/:id`,
    {
      config: { access: 'viewer', problems: [410] },
      schema: {
        tags,
        summary: `How far it is, and the result: ${route.summary.charAt(0).toLowerCase()}${route.summary.slice(1)}`,
        params,
        response: { 200: answer },
      },
    },
    async (request) => answered(await lookAtOwn(request, request.params.id)),
  );

  const { files } = route;
  if (!files) return;
  routes.get(
    `${lookUrl}/:id/files/:name`,
    {
      config: { access: 'viewer', problems: fileProblems },
      schema: {
        ...fileSchema,
        tags,
        summary: 'A file of the result, by its name in `files` of the answer',
        params: params.extend({ name: fileNameParam }),
      },
    },
    async (request, reply) => {
      const { id, name } = request.params;
      const { result } = await lookAtOwn(request, id);
      const made = result === undefined ? {} : files(result as never);
      return sendArtifact(request, reply, { artifacts, ref: await namedFile(made, id, name)() });
    },
  );
}
