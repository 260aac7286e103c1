import { setTimeout } from 'node:timers/promises';
import { Failure } from '../../../contracts/failures.ts';
import type { Language } from '../../../contracts/languages.ts';
import { type ListVoicesResult, offlineVoices, type VoiceFacts } from '../../../contracts/voices.ts';
import { type StageClient, stageId } from '../../../infra/temporal/stage-client.ts';

export interface ListedVoiceFacts extends VoiceFacts {
  /** The provider was not asked for this answer: it is known from before. */
  cached: boolean;
}

export interface VoiceList {
  voices: ListedVoiceFacts[];
  /** Sentences for the person: whose voices are missing, and why. */
  notes: string[];
}

export interface VoiceListOptions {
  /** How long a list is good for: voices come and go in months. */
  keptMs?: number;
  /** Whoever could not be asked is not asked again for so long. */
  restMs?: number;
  /** A person waits; what comes later is there for the next. */
  patienceMs?: number;
}

/** The voices of this program, which are always there, and those of the services that the workers have keys for. */
export function createVoiceList(
  stages: Pick<StageClient, 'start' | 'settled'>,
  { keptMs = 600_000, restMs = 60_000, patienceMs = 8000 }: VoiceListOptions = {},
): (owner: string) => Promise<VoiceList> {
  let kept: { answer: ListVoicesResult; until: number } | undefined;
  let asking: Promise<ListVoicesResult> | undefined;

  async function askWorker(owner: string): Promise<ListVoicesResult> {
    try {
      const id = stageId('audio', owner);
      await stages.start({ id, owner, activity: 'listVoices', input: {}, quick: true });
      const { result, failure } = await stages.settled(id);
      if (result !== undefined) return result as ListVoicesResult;
      return nobody(failure?.message ?? 'no worker has answered yet');
    } catch (error) {
      // The voices of this program can be told of whatever is away.
      return nobody(error instanceof Failure ? error.message : 'Temporal does not answer');
    }
  }

  function ask(owner: string): Promise<ListVoicesResult> {
    asking ??= askWorker(owner)
      .then((answer) => {
        kept = { answer, until: Date.now() + (answer.notes.length > 0 ? restMs : keptMs) };
        return answer;
      })
      .finally(() => (asking = undefined));
    return asking;
  }

  return async (owner) => {
    const cached = kept !== undefined && kept.until > Date.now();
    const answer = kept && cached ? kept.answer : await Promise.race([ask(owner), impatient(patienceMs)]);
    const voices = answer.voices.flatMap(({ languages, defaultOf, ...voice }) =>
      languages.map((language: Language) => ({
        ...{ ...voice, language, cached },
        kind: 'neural' as const,
        isDefault: defaultOf.includes(language),
      })),
    );
    return { voices: [...voices, ...offlineVoices.map((voice) => ({ ...voice, cached: true }))], notes: answer.notes };
  };
}

function nobody(reason: string): ListVoicesResult {
  return { voices: [], notes: [`The voices of other providers are missing: ${reason}.`] };
}

async function impatient(afterMs: number): Promise<ListVoicesResult> {
  await setTimeout(afterMs, undefined, { ref: false });
  return nobody('the worker has not answered yet; ask again in a minute');
}
