import { describe, expect, it } from 'vitest';
import type { ScriptProvider, ScriptRequest } from '../../../src/activities/script/providers/provider.ts';
import { createScriptActivities } from '../../../src/activities/script/write-script.ts';
import type { Script } from '../../../src/contracts/script.ts';
import type { SceneEdit } from '../../../src/contracts/stages.ts';
import { failureOf, runActivity, scriptOf, stageInput, storeScript, useStageBench } from '../stage-bench.ts';

const bench = useStageBench();

function writer(answer: (request: ScriptRequest) => Script = () => scriptOf(['One.', 'Two.'])) {
  const asked: ScriptRequest[] = [];
  const provider: ScriptProvider = {
    name: 'offline',
    async writeScript(request) {
      asked.push(request);
      return { value: answer(request), costUsd: 0.04, model: 'pen', note: 'written by hand' };
    },
  };
  const { writeScript, reviseScript } = createScriptActivities(bench, [provider]);
  return {
    asked,
    write: (brief = {}, more = {}) => runActivity(writeScript, { ...stageInput(brief), ...more }),
    revise: async (script: Script, edits: SceneEdit[]) =>
      runActivity(reviseScript, { ...stageInput(), script: await bench.artifacts.putJson(script), edits }),
  };
}

describe('writing a script', () => {
  it('asks the provider for the topic at the length of the format, with the keywords that were found', async () => {
    const keywords = { language: 'en', primary: 'octopus', keywords: [], measured: false };
    const { asked, write } = writer();
    const result = await write({ format: 'long' }, { keywords: await bench.artifacts.putJson(keywords) });
    expect(asked).toEqual([
      { topic: 'Why do octopuses have three hearts?', language: 'en', format: 'long', durationSeconds: 480, keywords },
    ]);
    expect(result).toMatchObject({
      provider: 'offline',
      model: 'pen',
      note: 'written by hand',
      costUsd: 0.04,
      title: 'Three hearts',
      sceneIds: ['s001', 's002'],
    });
    expect(await bench.artifacts.readJson(result.script)).toEqual(scriptOf(['One.', 'Two.']));
  });

  it('asks for the length the brief wants', async () => {
    const { asked, write } = writer();
    await write({ durationSeconds: 90 });
    expect(asked[0]?.durationSeconds).toBe(90);
  });

  it("takes a person's own script as given, by the provider `brief`, and asks nobody", async () => {
    const own = await storeScript(bench, ['My own words: 100 % mine.', '再见'], { writer: { provider: 'me' } });
    const { asked, write } = writer();
    const result = await write({ script: own });
    expect(asked).toEqual([]);
    expect(result).toMatchObject({ provider: 'brief', costUsd: 0, script: own, sceneIds: ['s001', 's002'] });
    expect((await write({ script: own })).found).toBe(true);
  });

  it('takes another own script anew', async () => {
    const { write } = writer();
    await write({ script: await storeScript(bench, ['First.']) });
    const second = await storeScript(bench, ['Second.']);
    expect(await write({ script: second })).toMatchObject({ found: false, script: second });
  });

  it('refuses an answer that is no script, so that it is asked for again', async () => {
    const failure = await failureOf(writer(() => scriptOf(['One.', ' '])).write());
    expect(failure).toMatchObject({ type: 'InvalidAnswer', nonRetryable: false });
    expect(failure.message).toBe('the script is not valid: scenes.1.narration: a scene needs a narration');
  });
});

describe('editing a script', () => {
  it('changes only the fields named of only that scene, and asks nobody', async () => {
    const { asked, revise } = writer();
    const script = scriptOf(['One.', 'Two.', 'Three.'], { writer: { provider: 'gemini', note: 'n' } });
    const result = await revise(script, [{ id: 's002', narration: 'A better line.' }]);
    const [first, second, third] = script.scenes;
    expect(await bench.artifacts.readJson(result.script)).toEqual({
      ...script,
      scenes: [first, { ...second, narration: 'A better line.' }, third],
    });
    expect(result).toMatchObject({ provider: 'gemini', costUsd: 0, sceneIds: ['s001', 's002', 's003'] });
    expect(asked).toEqual([]);
  });

  it('changes words on the screen and the idea of the picture and keeps the rest of it', async () => {
    const { revise } = writer();
    const result = await revise(scriptOf(['One.']), [{ id: 's001', onScreenText: '3 HEARTS', idea: 'a heart' }]);
    expect(await bench.artifacts.readJson(result.script)).toMatchObject({
      scenes: [{ narration: 'One.', onScreenText: '3 HEARTS', visual: { idea: 'a heart', keywords: ['octopus'] } }],
    });
  });

  it('leaves a recorded scene its recording, whose words alone cannot be others', async () => {
    const { revise } = writer();
    const recording = await bench.artifacts.putBytes(Buffer.from('a voice'), 'audio/flac');
    const script = scriptOf(['It has three hearts, not 1.', 'Two.']);
    Object.assign(script.scenes[0] as object, { recording });
    const revised = await revise(script, [
      { id: 's001', narration: 'It has THREE hearts – not 1!', idea: 'a heart' },
      { id: 's002', narration: 'Another.' },
    ]);
    expect(await bench.artifacts.readJson(revised.script)).toMatchObject({
      scenes: [{ narration: 'It has THREE hearts – not 1!', recording }, { narration: 'Another.' }],
    });
    const failure = await failureOf(revise(script, [{ id: 's001', narration: 'It has two hearts, not 1.' }]));
    expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
    expect(failure.message).toContain('the scene s001 is a recording, which says what it says');
  });

  it('blames the editor, not the writer, for an edit that leaves no script', async () => {
    const failure = await failureOf(writer().revise(scriptOf(['One.']), [{ id: 's001', narration: '  ' }]));
    expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
    expect(failure.message).toContain('scenes.0.narration: a scene needs a narration');
  });
});
