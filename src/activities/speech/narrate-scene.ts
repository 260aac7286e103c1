import { type Format, framesPerSecond } from '../../contracts/formats.ts';
import type { NarrationTiming } from '../../contracts/narration.ts';
import type { NarrateSceneResult, SceneInput } from '../../contracts/stages.ts';
import { encodeWav } from '../../engines/voice/wav.ts';
import { chooseProvider } from '../choose-provider.ts';
import { readScriptArtifact, sceneAt } from '../read-artifact.ts';
import { defineStage, type StageContext } from '../stage.ts';
import { wordsPerMinute } from './pace.ts';
import type { NarrationRequest, Pauses, SpeechProvider } from './providers/provider.ts';

const sampleRate = 48_000;
const samplesPerFrame = sampleRate / framesPerSecond;

/** Silence at a comma, a sentence's end and a scene's end, in milliseconds: short films hurry, long ones breathe. */
const pausesOf: Readonly<Record<Format, Pauses>> = {
  short: { comma: 150, sentence: 350, tail: 500 },
  square: { comma: 150, sentence: 350, tail: 500 },
  long: { comma: 250, sentence: 600, tail: 900 },
};

interface Prepared {
  provider: SpeechProvider;
  sceneId: string;
  request: NarrationRequest;
}

export function createSpeechActivities(context: StageContext, available: readonly SpeechProvider[]) {
  const { artifacts } = context;

  const narrateScene = defineStage<SceneInput, Prepared, NarrateSceneResult>(context, {
    name: 'narrateScene',
    step: 'audio',
    version: 2,
    async prepare({ brief, script: ref, sceneIndex }) {
      const script = await readScriptArtifact(artifacts, ref);
      const { id, narration } = sceneAt(script, sceneIndex);
      const provider = chooseProvider('audio', brief, available);
      const { language } = script;
      const voice = brief.voice ?? provider.defaultVoice(language);
      return {
        provider,
        sceneId: id,
        request: {
          text: narration,
          language,
          voice,
          pauses: pausesOf[brief.format],
          wordsPerMinute: wordsPerMinute(language, brief.format),
        },
      };
    },
    provider: ({ provider }) => provider.name,
    key: ({ sceneId, request }) => ({ sceneId, request }),
    async make({ provider, sceneId, request }, { signal, report }) {
      const onProgress = ({ done, total }: { done: number; total: number }) => report('sentences', done, total);
      const { value, costUsd, model, note } = await provider.narrate(request, { signal, onProgress });
      const frames = Math.ceil(value.samples.length / samplesPerFrame);
      const padded = new Float32Array(frames * samplesPerFrame);
      padded.set(value.samples);
      const timing: NarrationTiming = { sceneId, words: value.words, source: value.source };
      return {
        audio: await artifacts.putBytes(encodeWav(padded, sampleRate), 'audio/wav'),
        timing: await artifacts.putJson(timing),
        frames,
        voice: request.voice,
        timingSource: value.source,
        costUsd,
        model,
        ...(note && { note }),
      };
    },
  });
  return { narrateScene };
}
