import { framesPerSecond } from '../../contracts/formats.ts';
import type { NarrationTiming } from '../../contracts/narration.ts';
import { pausesOf, wordsPerMinute } from '../../contracts/pace.ts';
import type { Provided } from '../../contracts/provider-call.ts';
import { givenAsRecording } from '../../contracts/providers.ts';
import type { NarrateSceneResult, SceneInput } from '../../contracts/stages.ts';
import { encodeWav } from '../../engines/voice/wav.ts';
import type { StageContext } from '../activity.ts';
import { chooseProviders, usualProvider } from '../choose-providers.ts';
import { readScriptArtifact, sceneAt } from '../read-artifact.ts';
import { defineStage } from '../stage.ts';
import { speechKeeper } from './keep-speech.ts';
import { createListVoices } from './list-voices.ts';
import type { ListenToRecording } from './listen-to-recording.ts';
import type { SpeechCall, SpeechProvider, SpokenText } from './providers/provider.ts';

const sampleRate = 48_000;
const samplesPerFrame = sampleRate / framesPerSecond;

/** Who speaks a scene: a provider, or the person whose recording it is. */
type Speaker = SpeechProvider | { name: typeof givenAsRecording; narrate?: undefined };

interface Prepared {
  sceneId: string;
  voice: string;
  /** All that the sound depends on. */
  inputs: Record<string, unknown>;
  speak(call: SpeechCall): Promise<Provided<SpokenText>>;
}

/** @param listen to the scenes that the person has recorded: no provider speaks those */
export function createSpeechActivities(
  context: StageContext,
  available: readonly SpeechProvider[],
  listen: ListenToRecording,
) {
  const { artifacts } = context;

  const narrateScene = defineStage<SceneInput, Speaker, Prepared, NarrateSceneResult>(context, {
    name: 'narrateScene',
    step: 'audio',
    version: 2,
    async providers({ brief, script, sceneIndex }) {
      const { recording } = sceneAt(await readScriptArtifact(artifacts, script), sceneIndex);
      return recording ? [{ name: givenAsRecording }] : chooseProviders('audio', brief, available);
    },
    async prepare({ brief, script: ref, sceneIndex }, speaker) {
      const script = await readScriptArtifact(artifacts, ref);
      const { id: sceneId, narration: text, recording } = sceneAt(script, sceneIndex);
      const { language } = script;
      const pauses = pausesOf[brief.format];
      if (recording) {
        const { sha256 } = recording;
        const { tail } = pauses;
        return {
          ...{ sceneId, voice: givenAsRecording },
          inputs: { recording: sha256, text, language, tail },
          speak: ({ signal }) => listen({ sceneId, recording, text, language, tail }, signal),
        };
      }
      const provider = speaker as SpeechProvider;
      // A voice is named for the first choice: who takes over doesn't know it.
      const first = brief.providers.audio?.[0] ?? usualProvider('audio', available);
      const named = provider.name === first ? brief.voice : undefined;
      const voice = named ?? provider.defaultVoice(language);
      const request = { text, language, voice, pauses, wordsPerMinute: wordsPerMinute(language, brief.format) };
      return { sceneId, voice, inputs: { request }, speak: (call) => provider.narrate(request, call) };
    },
    key: ({ sceneId, inputs }) => ({ sceneId, ...inputs }),
    async make({ sceneId, voice, speak }, call) {
      const onProgress = ({ done, total }: { done: number; total: number }) => call.report('sentences', done, total);
      const { value, costUsd, model, note } = await speak({
        ...{ ...call, onProgress },
        keepSpeech: speechKeeper(artifacts, (...given) => call.part(...given)),
      });
      const frames = Math.ceil(value.samples.length / samplesPerFrame);
      const padded = new Float32Array(frames * samplesPerFrame);
      padded.set(value.samples);
      const timing: NarrationTiming = { sceneId, words: value.words, source: value.source };
      return {
        audio: await artifacts.putBytes(encodeWav(padded, sampleRate), 'audio/wav'),
        timing: await artifacts.putJson(timing),
        frames,
        voice,
        timingSource: value.source,
        costUsd,
        model,
        ...(note && { note }),
      };
    },
  });
  return { narrateScene, ...createListVoices(context, available) };
}
