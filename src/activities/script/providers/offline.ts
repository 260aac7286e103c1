import { writeFromTemplate } from '../../../engines/writing/write-from-template.ts';
import type { ScriptProvider } from './provider.ts';

const isTemplate =
  'This script is a template: it knows no facts of the topic and invents none. ' +
  'Give your own text with --script FILE, or use a provider with a key, for a real one.';

// Beyond this a length counts as missed.
const lengthMargin = 0.12;

/** Writes from the built-in templates: no key, no network, no cost, the same script for the same request. */
export function createOfflineScript(): ScriptProvider {
  return {
    name: 'offline',
    async writeScript(request, { signal }) {
      signal.throwIfAborted();
      const { script, seconds } = writeFromTemplate(request);
      const missed = Math.abs(seconds / request.durationSeconds - 1) > lengthMargin;
      const length = missed
        ? ` It comes to about ${Math.round(seconds)} of the ${request.durationSeconds} seconds asked for.`
        : '';
      const note = isTemplate + length;
      return { value: { ...script, writer: { provider: 'offline', note } }, costUsd: 0, note };
    },
  };
}
