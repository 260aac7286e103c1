import { describe, expect, it } from 'vitest';
import { languageCodes } from '../../../src/contracts/languages.ts';
import { wordsPerMinute } from '../../../src/contracts/pace.ts';
import { type LengthRequest, lengthOf } from '../../../src/infra/costs/film-length.ts';
import { scriptOf } from '../../activities/stage-bench.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

const requestOf = (changes: Partial<LengthRequest> = {}): LengthRequest => ({
  ...{ language: 'en', format: 'short', recorded: new Set(), pictured: new Set(), shotSeconds: 3 },
  ...changes,
});
const lengthOfTexts = (narrations: string[], changes: Partial<LengthRequest> = {}) =>
  lengthOf(requestOf({ script: scriptOf(narrations, { language: changes.language ?? 'en' }), ...changes }));

describe('the length of a film', () => {
  it('without a script is what a writer is asked for', () => {
    const wanted = lengthOf(requestOf({ durationSeconds: 60 }));
    expect(wanted).toMatchObject({ words: 180, scenes: 13 });
    expect(wanted.speech.sentences).toBe(15);
    expect(lengthOf(requestOf()).words).toBe(150);
    expect(lengthOf(requestOf({ format: 'long', durationSeconds: 120 })).words).toBe(2 * wordsPerMinute('en', 'long'));
  });

  it('of a script is counted sentence by sentence, without what stands between them', () => {
    const { speech, scenes } = lengthOfTexts(['Three hearts.  Blue\nblood!', 'Why?\n\nNobody knows 🐙.']);
    expect(scenes).toBe(2);
    expect(speech.sentences).toBe(4);
    expect(speech.characters).toBe('Three hearts.Blue blood!Why?Nobody knows 🐙.'.length - 1);
  });

  it('counts the characters that have a name in XML, and the Chinese ones', () => {
    expect(lengthOfTexts(['It’s "copper" & it\'s <blue>.']).speech.escaped).toBe(3);
    expect(lengthOfTexts(['章鱼有三颗心脏。'], { language: 'zh' }).speech.ideographs).toBe(7);
  });

  it('takes about as much speech whether the words are there or only wanted, in every language', () => {
    for (const language of languageCodes) {
      const given = lengthOfTexts([...sentencesOf[language]], { language, format: 'long' });
      const durationSeconds = (given.words / wordsPerMinute(language, 'long')) * 60;
      const wanted = lengthOf(requestOf({ language, format: 'long', durationSeconds }));
      const ratios = {
        characters: given.speech.characters / wanted.speech.characters,
        seconds: given.speech.seconds / wanted.speech.seconds,
        ...(given.speech.ideographs > 0 && { ideographs: given.speech.ideographs / wanted.speech.ideographs }),
      };
      for (const [what, ratio] of Object.entries(ratios)) {
        expect(ratio, `${what} of ${language}`).toBeGreaterThan(0.88);
        expect(ratio, `${what} of ${language}`).toBeLessThan(1.12);
      }
    }
  });

  it('has nothing to speak where the person reads, and nothing to show where they have pictures', () => {
    const texts = ['An octopus has three hearts, and two of them only serve its gills.', 'Its blood is blue.'];
    const whole = lengthOfTexts(texts);
    const recorded = lengthOfTexts(texts, { recorded: new Set(['s001']) });
    expect(recorded.speech.characters).toBe('Its blood is blue.'.length);
    expect(recorded.words).toBe(whole.words);
    expect(recorded.pictures).toBe(whole.pictures);
    const pictured = lengthOfTexts(texts, { pictured: new Set(['s001']) });
    expect(pictured.pictures).toBe(1);
    expect(pictured.speech).toEqual(whole.speech);
    expect(lengthOfTexts(texts, { pictured: new Set(['s001', 's002']) }).pictures).toBe(0);
  });

  it('has a picture for a scene of which nothing can be said', () => {
    const { speech, pictures } = lengthOfTexts(['🐙 🦑']);
    expect(speech).toMatchObject({ sentences: 0, characters: 0, seconds: 0 });
    expect(pictures).toBeGreaterThan(0);
  });
});
