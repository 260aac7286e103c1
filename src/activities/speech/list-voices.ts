import { Failure } from '../../contracts/failures.ts';
import { type Language, languageCodes } from '../../contracts/languages.ts';
import type { ListVoicesInput, ListVoicesResult } from '../../contracts/voices.ts';
import type { StageContext } from '../activity.ts';
import { whileAlive } from '../while-alive.ts';
import type { SpeechProvider } from './providers/provider.ts';

/** Asks each configured service for its voices. One that can't be asked is left out, and a note says why. */
export function createListVoices({ logger }: Pick<StageContext, 'logger'>, available: readonly SpeechProvider[]) {
  async function listVoices(_input: ListVoicesInput): Promise<ListVoicesResult> {
    return whileAlive(async (signal) => {
      const lists = await Promise.all(available.map((provider) => ask(provider, signal)));
      return { voices: lists.flatMap(({ voices }) => voices), notes: lists.flatMap(({ note }) => note ?? []) };
    });
  }

  async function ask(provider: SpeechProvider, signal: AbortSignal) {
    const { name } = provider;
    try {
      const voices = (await provider.listVoices?.(signal)) ?? [];
      return {
        voices: voices.map((each) => ({ ...each, provider: name, defaultOf: defaultsOf(provider, each.voice) })),
      };
    } catch (error) {
      if (!(error instanceof Failure) || signal.aborted) throw error;
      logger.warn({ err: error, provider: name }, 'the voices of a provider could not be listed');
      return { voices: [], note: `The voices of '${name}' are missing: ${error.message}.` };
    }
  }
  return { listVoices };
}

function defaultsOf(provider: SpeechProvider, voice: string): Language[] {
  return languageCodes.filter((language) => {
    try {
      return provider.defaultVoice(language) === voice;
    } catch {
      // It has none for the language.
      return false;
    }
  });
}
