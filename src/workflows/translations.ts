import type { ArtifactRef } from '../contracts/artifact.ts';
import { languagesBeside } from '../contracts/languages.ts';
import type { BuildMetadataResult, StageInput, Translation } from '../contracts/stages.ts';
import { allOrNone } from './all-or-none.ts';
import { translateFilm } from './stages.ts';

type Translate = (input: StageInput, built: BuildMetadataResult, captions?: ArtifactRef) => Promise<BuildMetadataResult>;

/**
 * Adds to a film's metadata what they are, and what its captions are, in the brief's other languages. One translator serves all
 * tries of a step: what was paid in a try that failed later is in the cost of the one that succeeds, which finds it.
 */
export function createTranslator(): Translate {
  let costUsd = 0;

  return async (input, built, captions) => {
    const { language: own, publish } = input.brief;
    const { metadata } = built;
    costUsd += built.costUsd;
    const wanted = languagesBeside(own, publish?.languages);
    if (wanted.length === 0) return built;
    const results = await allOrNone(
      wanted.map((language) => async () => {
        const summary = `into ${language}`;
        const result = await translateFilm.executeWithOptions({ summary }, [{ ...input, metadata, captions, language }]);
        costUsd += result.costUsd;
        return result;
      }),
    );
    const notes = [built, ...results].flatMap(({ note }) => note ?? []);
    return {
      ...built,
      costUsd,
      found: [built, ...results].every(({ found }) => found),
      translations: results.flatMap(({ translation }) => translation ?? []),
      ...(notes.length > 0 && { note: notes.join(' ') }),
    };
  };
}

/** The files of translations, by the names a person gets them under. */
export function translatedFiles(translations: readonly Translation[] = []): Record<string, ArtifactRef> {
  const files: Record<string, ArtifactRef> = {};
  for (const { language, words, captions } of translations) {
    files[`metadata.${language}.json`] = words;
    if (captions) files[`captions.${language}.srt`] = captions;
  }
  return files;
}
