import type { Language } from '../../../contracts/languages.ts';

/** A line that has to be translated. */
export interface SourceLine {
  text: string;
  /** Titles have to stay short. */
  role?: 'title' | 'chapter';
}

/** Lines of a film that belong together, in order. */
export interface TranslationRequest {
  /** Title and description, or captions: pieces of running sentences. */
  kind: 'words' | 'captions';
  from: Language;
  language: Language;
  /** Of the film, as it is. */
  title: string;
  lines: readonly SourceLine[];
}
