import { expect, it } from 'vitest';
import { offlineVoice } from '../../src/activities/speech/providers/offline.ts';
import { languageCodes } from '../../src/contracts/languages.ts';
import { offlineVoices } from '../../src/contracts/voices.ts';
import { createVoiceEngine } from '../../src/engines/voice/voice-engine.ts';
import { testTools } from '../support/tools.ts';

it('the voices that are told of are those the voice engine has, with the set-up’s files', async () => {
  const engine = createVoiceEngine({ models: testTools().models, threads: 1 });
  const voices = await engine.voices();
  await engine.close();
  const told = offlineVoices.map(({ voice, language, gender }) => ({ id: voice, language, gender }));
  const byName = (a: { id: string; language: string }, b: { id: string; language: string }) =>
    `${a.language} ${a.id}`.localeCompare(`${b.language} ${b.id}`);
  expect([...told].sort(byName)).toEqual(
    [...voices].sort(byName).map(({ id, language, gender }) => ({ id, language, gender })),
  );
});

it('the default of a language is the voice that speaks when none is asked for', () => {
  for (const language of languageCodes) {
    const offered = offlineVoices.filter((voice) => voice.language === language);
    const defaults = offered.filter(({ isDefault }) => isDefault).map(({ voice }) => voice);
    expect(defaults, language).toEqual(offered.length > 0 ? [offlineVoice(language)] : []);
  }
});
