import { describe, expect, it } from 'vitest';
import { createSpeechActivities } from '../../../src/activities/speech/narrate-scene.ts';
import type { NarrationRequest, SpeechProvider } from '../../../src/activities/speech/providers/provider.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import type { Language } from '../../../src/contracts/languages.ts';
import { failureOf, noRecordings, runActivity, stageInput, storeScript, useStageBench } from '../stage-bench.ts';

const bench = useStageBench();

/** A voice that says so many samples of full sound, and writes down what it was asked. */
function speaker(samples: number) {
  const asked: NarrationRequest[] = [];
  const provider: SpeechProvider = {
    name: 'offline',
    defaultVoice: (language: Language) => `${language}_default`,
    async narrate(request) {
      asked.push(request);
      const words = request.text.split(' ').map((text, index) => ({ text, start: index / 10, end: (index + 1) / 10 }));
      return { value: { samples: new Float32Array(samples).fill(0.5), words, source: 'aligned' }, costUsd: 0.03 };
    },
  };
  const { narrateScene } = createSpeechActivities(bench, [provider], noRecordings);
  const narrate = (script: ArtifactRef, sceneIndex = 0, brief = {}) =>
    runActivity(narrateScene, { ...stageInput(brief), script, sceneIndex });
  return { asked, narrate };
}

describe('narrating a scene', () => {
  it.each([
    ['a sample over a frame', 1601, 2],
    ['a whole frame', 1600, 1],
    ['a sample short of a frame', 1599, 1],
  ])('pads sound of %s with silence to whole frames of 48 kHz', async (_, samples, frames) => {
    const { narrate } = speaker(samples);
    const result = await narrate(await storeScript(bench, ['Two hearts pump blood.']));
    expect(result.frames).toBe(frames);

    const wav = await bench.artifacts.readBytes(result.audio);
    expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 12)).toBe('RIFFWAVE');
    expect([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)], 'mono, 48 kHz, 16 bit').toEqual([
      1, 48_000, 16,
    ]);
    const sound = wav.subarray(44);
    expect(sound.length).toBe(frames * 1600 * 2);
    expect(sound.readInt16LE((samples - 1) * 2)).toBeGreaterThan(16_000);
    if (samples % 1600 !== 0) expect(sound.readInt16LE(sound.length - 2), 'the last sample is silent').toBe(0);
  });

  it('keeps when each word is spoken, and where the times come from', async () => {
    const { narrate } = speaker(4800);
    const result = await narrate(await storeScript(bench, ['One.', 'Blue blood.']), 1);
    expect(await bench.artifacts.readJson(result.timing)).toEqual({
      sceneId: 's002',
      source: 'aligned',
      words: [
        { text: 'Blue', start: 0, end: 0.1 },
        { text: 'blood.', start: 0.1, end: 0.2 },
      ],
    });
    expect(result).toMatchObject({ timingSource: 'aligned', costUsd: 0.03, provider: 'offline' });
  });

  it("speaks the script's language, whatever the brief says, with that language's own voice", async () => {
    const { asked, narrate } = speaker(1600);
    const script = await storeScript(bench, ['Trois cœurs.'], { language: 'fr' });
    expect((await narrate(script, 0, { language: 'en' })).voice).toBe('fr_default');
    expect(asked[0]).toMatchObject({ text: 'Trois cœurs.', language: 'fr', voice: 'fr_default' });
  });

  it('speaks with the voice the brief names, and anew when it names another', async () => {
    const { asked, narrate } = speaker(1600);
    const script = await storeScript(bench, ['One.']);
    expect((await narrate(script, 0, { voice: 'am_adam' })).voice).toBe('am_adam');
    expect((await narrate(script, 0, { voice: 'am_adam' })).found).toBe(true);
    expect((await narrate(script, 0, { voice: 'af_sky' })).found).toBe(false);
    expect(asked.map(({ voice }) => voice)).toEqual(['am_adam', 'af_sky']);
  });

  it('pauses longer in a long film', async () => {
    const { asked, narrate } = speaker(1600);
    const script = await storeScript(bench, ['One.']);
    await narrate(script, 0, { format: 'short' });
    await narrate(script, 0, { format: 'long' });
    const [short, long] = asked.map(({ pauses }) => pauses);
    for (const pause of ['comma', 'sentence', 'tail'] as const)
      expect(long?.[pause]).toBeGreaterThan(short?.[pause] as number);
  });

  it('passes on what the voice has to say of itself', async () => {
    const robot: SpeechProvider = {
      name: 'offline',
      defaultVoice: () => 'espeak',
      narrate: async () => ({
        value: { samples: new Float32Array(1600), words: [], source: 'exact' },
        costUsd: 0,
        note: 'I am a robot.',
      }),
    };
    const { narrateScene } = createSpeechActivities(bench, [robot], noRecordings);
    const script = await storeScript(bench, ['水。'], { language: 'zh' });
    const result = await runActivity(narrateScene, { ...stageInput(), script, sceneIndex: 0 });
    expect(result).toMatchObject({ voice: 'espeak', note: 'I am a robot.' });
  });

  it('finds a scene that another one’s edit did not touch', async () => {
    const { asked, narrate } = speaker(1600);
    await narrate(await storeScript(bench, ['One.', 'Two.']), 0);
    expect((await narrate(await storeScript(bench, ['One.', 'Three.']), 0)).found).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('refuses a scene the script does not have', async () => {
    const running = speaker(1600).narrate(await storeScript(bench, ['One.', 'Two.']), 2);
    expect(await failureOf(running)).toMatchObject({
      type: 'InvalidInput',
      message: 'the script has 2 scenes, none with number 3',
    });
  });

  it('refuses a provider this worker does not have, naming those it has', async () => {
    const { narrateScene } = createSpeechActivities(bench, [], noRecordings);
    const script = await storeScript(bench, ['One.']);
    const input = { ...stageInput({ providers: { audio: ['offline'] } }), script, sceneIndex: 0 };
    expect(await failureOf(runActivity(narrateScene, input))).toMatchObject({
      type: 'UnknownProvider',
      message: "the step audio has no provider 'offline' here; this worker has: none",
    });
  });

  it('refuses a stored script that is none, naming the field', async () => {
    const script = await bench.artifacts.putJson({
      title: 'x',
      language: 'en',
      scenes: [],
      writer: { provider: 'me' },
    });
    const failure = await failureOf(speaker(1600).narrate(script));
    expect(failure.type).toBe('InvalidInput');
    expect(failure.message).toContain('the script is not valid: scenes:');
  });
});
