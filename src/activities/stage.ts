import { briefSchema } from '../contracts/brief.ts';
import { Failure } from '../contracts/failures.ts';
import type { StageInput, StageOutcome } from '../contracts/stages.ts';
import type { Step } from '../contracts/steps.ts';
import { allThere } from '../infra/artifacts/all-there.ts';
import { inputKey } from '../infra/artifacts/input-key.ts';
import { defineActivity, type StageCall, type StageContext } from './activity.ts';
import { describeProblems } from './check-shape.ts';
import { mayTakeOver } from './choose-providers.ts';

/** Whoever makes what a stage is for. */
interface Maker {
  readonly name: string;
}

export interface StageDefinition<
  Input extends StageInput,
  Provider extends Maker,
  Prepared,
  Result extends StageOutcome,
> {
  /** The activity's wire name. */
  name: string;
  step: Step;
  /** Raised when the same inputs give another result than before: what earlier versions made is then not taken. */
  version: number;
  /** Who may make it, first choice first: the next takes over where one can't. What any of them made is found. */
  providers(input: Input): Promise<readonly Provider[]> | readonly Provider[];
  /** Reads and checks what the stage works on. */
  prepare(input: Input, provider: Provider): Promise<Prepared> | Prepared;
  /** Everything the result depends on, and nothing else. Plain JSON. */
  key(prepared: Prepared, input: Input): unknown;
  /** Whether an earlier result still holds, for what lies outside the store. Left out, its files being there is enough. */
  stands?(earlier: Result, prepared: Prepared, input: Input): Promise<boolean>;
  /** `provider`: who served, where the provider stands for several and not all of them could. */
  make(
    prepared: Prepared,
    call: StageCall,
    input: Input,
  ): Promise<Omit<Result, 'found' | 'provider'> & { provider?: string }>;
}

/**
 * An activity from its definition: validate, look for the finished artefact, make it, keep it, report its cost.
 *
 * Run twice, on another host, or again after a crash behind the side effect, it finds what the first run finished. Killed
 * before that, nothing of it is visible, and the next try begins anew.
 */
export function defineStage<Input extends StageInput, Provider extends Maker, Prepared, Result extends StageOutcome>(
  context: StageContext,
  definition: StageDefinition<Input, Provider, Prepared, Result>,
): (input: Input) => Promise<Result> {
  const { artifacts, metrics } = context;
  const { version, step, name } = definition;

  interface Way {
    provider: string;
    key: string;
    prepared: Prepared;
  }

  async function prepareWay(input: Input, provider: Provider): Promise<Way> {
    const prepared = await definition.prepare(input, provider);
    const inputs = { version, take: input.take, provider: provider.name, inputs: definition.key(prepared, input) };
    return { provider: provider.name, key: inputKey(name, inputs), prepared };
  }

  async function findEarlier(input: Input, { provider, key, prepared }: Way, call: StageCall) {
    const earlier = (await artifacts.getResult(key)) as Result | undefined;
    if (!earlier || !(await allThere(artifacts, earlier))) return undefined;
    if (!((await definition.stands?.(earlier, prepared, input)) ?? true)) return undefined;
    call.logger.info({ key, provider }, 'stage found');
    metrics.stageEnded(name, provider, 'found', 0);
    return { ...earlier, costUsd: 0, found: true };
  }

  async function makeIt(input: Input, { provider, key, prepared }: Way, call: StageCall, notes: string[]) {
    call.logger.info({ key, provider, step }, 'stage begins');
    const started = performance.now();
    try {
      const made = await definition.make(prepared, call, input);
      const note = [...notes, ...(made.note ? [made.note] : [])].join(' ');
      const result = { provider, ...made, found: false, ...(note && { note }) } as unknown as Result;
      await artifacts.putResult(key, result);
      const seconds = (performance.now() - started) / 1000;
      metrics.stageEnded(name, provider, 'made', seconds);
      metrics.spent(name, provider, result.costUsd);
      call.logger.info({ key, provider, seconds, costUsd: result.costUsd }, 'stage made');
      return result;
    } catch (error) {
      metrics.stageEnded(name, provider, 'failed', (performance.now() - started) / 1000);
      throw error;
    }
  }

  async function run(given: Input, call: StageCall): Promise<Result> {
    const { attempt } = call;
    const brief = briefSchema.safeParse(given.brief);
    if (!brief.success) throw new Failure('InvalidInput', describeProblems(brief.error));
    const input = { ...given, brief: brief.data };
    const providers = await definition.providers(input);
    const notes: string[] = [];
    const ways: Way[] = [];

    /** Goes on with the next provider, or ends with what this one says. */
    const passOver = (index: number, provider: string, error: unknown): void => {
      const next = providers[index + 1];
      if (!next || call.signal.aborted || !mayTakeOver(error, attempt)) throw error;
      call.logger.warn({ err: error, provider, next: next.name }, 'the next provider takes over');
      notes.push(`${provider} could not: ${error.message}.`);
    };

    // First all are asked what they have made before, so that nothing is paid for twice.
    for (const [index, provider] of providers.entries()) {
      try {
        const way = await prepareWay(input, provider);
        const earlier = await findEarlier(input, way, call);
        if (earlier) return earlier;
        ways[index] = way;
      } catch (error) {
        passOver(index, provider.name, error);
      }
    }
    for (const [index, way] of ways.entries()) {
      if (!way) continue;
      try {
        return await makeIt(input, way, call, notes);
      } catch (error) {
        passOver(index, way.provider, error);
      }
    }
    throw new Failure('UnknownProvider', `no provider could make the step ${step}: ${notes.join(' ')}`);
  }

  return defineActivity(context, { name, step }, run);
}
