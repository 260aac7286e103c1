import { expect, test } from 'vitest';
import { languageCodes } from '../../src/contracts/languages.ts';
import { charactersPerWord } from '../../src/contracts/pace.ts';
import { splitWords } from '../../src/engines/text/split-words.ts';
import { sentencesOf } from '../emulators/llm-texts.ts';
import { spokenScripts } from '../engines/voice/spoken-scripts.ts';

test.each(languageCodes)('characters of a word are those of the texts there are of the language: %s', (language) => {
  const narrations = spokenScripts()
    .filter(({ script }) => script.language === language)
    .flatMap(({ script }) => script.scenes.map(({ narration }) => narration));
  const texts = [...narrations, ...sentencesOf[language]].map((text) => text.replace(/\s+/g, ' '));
  const characters = texts.reduce((sum, text) => sum + [...text].length, 0);
  const words = texts.reduce((sum, text) => sum + splitWords(text, language).length, 0);
  expect(charactersPerWord(language) / (characters / words)).toBeGreaterThan(0.94);
  expect(charactersPerWord(language) / (characters / words)).toBeLessThan(1.06);
});
