import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NarrateSceneResult, RenderSceneInput } from '../../src/contracts/stages.ts';
import { benchPlace } from '../support/bench-place.ts';
import { createFakeStages } from '../support/fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from '../support/pipeline-bench.ts';

const scenes = 6;
const stages = createFakeStages({ scenes });
const { narrateScene } = stages.activities;
/** Scenes the first choice can't speak. */
let refused: number[] = [];
const voiceOf = new Map<string, string>();

/** As the activity does it: the first choice unless it can't, then the second, with its own voice. */
stages.activities.narrateScene = async (input): Promise<NarrateSceneResult> => {
  const made = await narrateScene(input);
  const [first = 'offline', second] = input.brief.providers.audio ?? [];
  const provider = second && refused.includes(input.sceneIndex) ? second : first;
  const voice = provider === first && input.brief.voice ? input.brief.voice : `voice of ${provider}`;
  const audio = {
    ...made.audio,
    sha256: made.audio.sha256.slice(0, 40).padEnd(64, provider === 'offline' ? '0' : '1'),
  };
  voiceOf.set(audio.sha256, voice);
  return { ...made, audio, provider, voice };
};

let bench: PipelineBench;
beforeAll(async () => {
  bench = await openPipelineBench(stages.activities, benchPlace());
});
afterAll(() => bench.close());

async function film(providers: { audio: string[] } | undefined, voice?: string) {
  stages.calls.length = 0;
  const id = await bench.pipelines.start(briefOf({ ...(providers && { providers }), voice }));
  await bench.client.workflow.getHandle(id).result();
  const status = await bench.pipelines.status(id);
  const rendered = new Map<number, string | undefined>();
  for (const { name, input } of stages.calls) {
    if (name !== 'renderScene') continue;
    const { sceneIndex, audio } = input as RenderSceneInput;
    rendered.set(sceneIndex, voiceOf.get(audio.sha256));
  }
  return { voices: [...new Set(rendered.values())], scenes: rendered.size, status };
}

it('one voice speaks the whole film when another provider takes over in the middle of it', async () => {
  refused = [3];
  const { voices, scenes: count, status } = await film({ audio: ['elevenlabs', 'offline'] }, 'Rachel');
  expect(voices).toEqual(['voice of offline']);
  expect(count).toBe(scenes);
  expect(status.notices).toEqual(['offline took over the whole of audio from elevenlabs']);
  expect(status.steps.audio.state).toBe('done');
  // In the order the scenes were done: any of them may be first.
  expect(status.steps.audio.provider?.split(', ')).toContain('offline');
});

it('the voice that was asked for speaks it while the first choice serves', async () => {
  refused = [];
  const { voices, status } = await film({ audio: ['elevenlabs', 'offline'] }, 'Rachel');
  expect(voices).toEqual(['Rachel']);
  expect(status.notices).toEqual([]);
  expect(stages.count('narrateScene')).toBe(scenes);
});

it('nothing is narrated twice when nobody can take over', async () => {
  refused = [3];
  expect((await film(undefined)).voices).toEqual(['voice of offline']);
  expect(stages.count('narrateScene')).toBe(scenes);
});
