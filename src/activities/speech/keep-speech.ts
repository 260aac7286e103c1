import type { ArtifactRef } from '../../contracts/artifact.ts';
import type { ProviderCall } from '../../contracts/provider-call.ts';
import type { ReportedWord } from '../../engines/voice/reconcile-words.ts';
import { decodeWav, encodeWav } from '../../engines/voice/wav.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import type { SpeechCall } from './providers/provider.ts';

const sampleRate = 48_000;

interface Stored {
  sound: ArtifactRef;
  words?: ReportedWord[];
}

/** Keeps what was spoken where files are kept, and its times as a part of the call. */
export function speechKeeper(artifacts: ArtifactStore, part: ProviderCall['part']): SpeechCall['keepSpeech'] {
  return async (name, inputs, make) => {
    const { value: stored, found } = await part<Stored>(name, inputs, async () => {
      const { samples, words } = await make();
      return { sound: await artifacts.putBytes(encodeWav(samples, sampleRate), 'audio/wav'), ...(words && { words }) };
    });
    const samples = decodeWav(await artifacts.readBytes(stored.sound));
    return { value: { samples, ...(stored.words && { words: stored.words }) }, found };
  };
}
