import { voiceRate } from './neural-voice.ts';
import { pauseAfterMark } from './pauses.ts';
import { resample } from './resample.ts';
import type { RobotVoice } from './robot-voice.ts';
import type { SentenceRequest } from './speak-sentence.ts';
import { createSpeechTrack, type SentenceSpeech } from './speech-track.ts';
import { spokenStretch } from './spoken-stretch.ts';
import { margin, type Stretch } from './stretches.ts';
import type { SpokenToken } from './utterance.ts';

/** Tokens spoken in one breath. */
interface Clause {
  text: string;
  /** The token a place in the text belongs to. */
  tokenAt(offset: number): number;
  mark: string;
}

// Without a comma for so long the voice would run out of its buffers.
const longestClause = 400;

/** A sentence in a voice made by rules: clause by clause, so that the pauses between are ours. */
export function speakClauses(
  { tokens, language, speed, pauses }: SentenceRequest,
  robot: RobotVoice,
  signal: AbortSignal,
): SentenceSpeech {
  const track = createSpeechTrack(tokens.length);
  for (const { text, tokenAt, mark } of clausesOf(tokens)) {
    signal.throwIfAborted();
    const { samples: spoken, rate, words } = robot.speak(text, language, speed);
    const samples = resample(spoken, rate, voiceRate);
    const stretch = spokenStretch(samples, margin);
    if (!stretch) continue;
    const heard = words.map(({ offset, at }) => ({ token: tokenAt(offset), from: Math.round(at * voiceRate) }));
    const spans = new Map<number, Stretch>();
    for (const [index, { token, from }] of heard.entries()) {
      const to = heard[index + 1]?.from ?? stretch.to - margin;
      spans.set(token, { from: spans.get(token)?.from ?? from, to });
    }
    track.add(samples, [{ ...stretch, lead: margin, trail: margin, mark }], spans, () =>
      mark === '' ? 0 : pauseAfterMark(mark, pauses),
    );
  }
  return track.finish();
}

export function clausesOf(tokens: readonly SpokenToken[]): Clause[] {
  const clauses: Clause[] = [];
  let text = '';
  let starts: { offset: number; token: number }[] = [];
  const close = (mark: string) => {
    const own = starts;
    const tokenAt = (offset: number) => (own.findLast((start) => start.offset <= offset) ?? own[0])?.token ?? 0;
    if (own.length > 0) clauses.push({ text: `${text}${clauseEnd(mark)}`, tokenAt, mark });
    text = '';
    starts = [];
  };
  for (const [token, { spoken, mark, joined }] of tokens.entries()) {
    if (spoken !== '') {
      if (text.length + spoken.length > longestClause) close('');
      if (text !== '' && !joined) text += ' ';
      starts.push({ offset: text.length, token });
      text += spoken;
    }
    if (mark !== '') close(mark);
  }
  close('');
  return clauses;
}

/** What the voice takes for the end of a clause, with its melody. */
const clauseEnd = (mark: string) => (/^[.!?]$/.test(mark) ? mark : mark === '' ? '' : ',');
