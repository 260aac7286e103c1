import type { Language } from '../../contracts/languages.ts';
import type { ScriptDraft } from './script-draft.ts';
import { foldSpaces, splitSentences, splitWords } from './sentences.ts';

// About twelve seconds of speech: longer on one picture, and people leave.
const sceneWords = 30;
// A paragraph a little longer than that is still one thought.
const longParagraph = 40;

/** A paragraph is a scene; one of more than forty words is cut between sentences into scenes of about thirty at most. */
export function parsePlainText(content: string, { language }: { language: Language }): ScriptDraft {
  const paragraphs = content
    .split(/\n\s*\n/)
    .map(foldSpaces)
    .filter(Boolean);
  return { scenes: paragraphs.flatMap((text) => splitLong(text, language)).map((narration) => ({ narration })) };
}

function splitLong(paragraph: string, language: Language): string[] {
  const total = splitWords(paragraph, language).length;
  if (total <= longParagraph) return [paragraph];
  // Scenes of about the same length, rather than full ones and a short rest.
  const wanted = total / Math.ceil(total / sceneWords);
  const scenes: string[] = [];
  let scene = '';
  let words = 0;
  const between = language === 'zh' || language === 'ja' ? '' : ' ';
  for (const sentence of splitSentences(paragraph, language)) {
    const more = splitWords(sentence, language).length;
    if (scene && (words + more > sceneWords || words >= wanted)) {
      scenes.push(scene);
      [scene, words] = ['', 0];
    }
    scene = scene ? scene + between + sentence : sentence;
    words += more;
  }
  return [...scenes, scene];
}
