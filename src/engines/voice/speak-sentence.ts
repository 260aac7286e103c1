import { longestUtterance, type NeuralVoice } from './neural-voice.ts';
import { type Pauses, pauseAfterMark } from './pauses.ts';
import type { PhonemeLanguage, Phonemizer } from './phonemes.ts';
import { createSpeechTrack, type SentenceSpeech } from './speech-track.ts';
import { findStretches, type Stretch } from './stretches.ts';
import { cutUtterance, type SpokenToken, spellUtterance, type VoiceSymbol } from './utterance.ts';

/** One sentence: its tokens and how they are to be said. */
export interface SentenceRequest {
  tokens: SpokenToken[];
  language: PhonemeLanguage;
  /** 1 is the voice's own pace. */
  speed: number;
  pauses: Pauses;
}

/** Between two parts of a sentence that is too long for one breath and has no comma there. */
const breathPause = 60;

/** A sentence in the neural voice `voice`. */
export async function speakSentence(
  { tokens, language, speed, pauses }: SentenceRequest,
  voice: string,
  { neural, phonemizer }: { neural: NeuralVoice; phonemizer: Phonemizer },
  signal: AbortSignal,
): Promise<SentenceSpeech> {
  const symbols = spellUtterance(tokens, language, phonemizer, neural.alphabet);
  const track = createSpeechTrack(tokens.length);
  for (const part of cutUtterance(symbols, longestUtterance)) {
    signal.throwIfAborted();
    const { samples, edges } = await neural.speak(part, voice, speed);
    const stretches = findStretches({ samples, edges }, part);
    track.add(samples, stretches, spansOfTokens(edges, part), ({ mark }) =>
      mark === '' ? breathPause : pauseAfterMark(mark, pauses),
    );
  }
  return track.finish();
}

/**
 * A word is heard from the space before it on: the model has begun it by then. Measured at 50 words after pauses, their
 * sound sets in 60 ms (median) before their first symbol.
 */
function spansOfTokens(edges: readonly number[], symbols: readonly VoiceSymbol[]): Map<number, Stretch> {
  const spans = new Map<number, Stretch>();
  for (const [index, { owner }] of symbols.entries()) {
    if (owner < 0) continue;
    const first = symbols[index - 1]?.character === ' ' ? index - 1 : index;
    const from = index === 0 ? 0 : (edges[first] ?? 0);
    spans.set(owner, { from: spans.get(owner)?.from ?? from, to: edges[index + 1] ?? 0 });
  }
  return spans;
}
