import { createLift, liftLu } from './ducking.ts';
import { createLoudnessMeter, integrate } from './loudness-meter.ts';
import type { MusicBed } from './music-bed.ts';
import { type NarrationPart, readNarration } from './narration.ts';
import { blockSamples, factor, type StereoBlock, sampleRate, windowSamples, windowsPerSecond } from './samples.ts';
import type { SpeechSpan, Voice } from './speech.ts';
import { addEffects, type SoundEffect } from './whoosh.ts';

/** What the film's sound is made of. It is mixed anew each time it is needed: nothing of it is kept. */
export interface Mix {
  narration: readonly NarrationPart[];
  voice: Voice;
  effects: readonly SoundEffect[];
  music?: { bed: MusicBed; underVoiceLu: number; lufs: number };
  samples: number;
}

// A film in which nobody speaks is mixed as if somebody did, at the level of a usual voice.
const usualVoiceLufs = -23;
const effectsUnderVoiceLu = 12;
const fade = { inSeconds: 1, outSeconds: 2.5 };

/**
 * The voice as it is, the music under it and the effects, in blocks of a second; only the last is shorter.
 * A block may be changed; it is overwritten by the next.
 */
export async function* mixSound(mix: Mix, signal?: AbortSignal): AsyncGenerator<StereoBlock, void, undefined> {
  const { music, effects, voice } = mix;
  const voiceLufs = Number.isFinite(voice.lufs) ? voice.lufs : usualVoiceLufs;
  const levels = music && createMusicLevels(mix, factor(voiceLufs - music.underVoiceLu - music.lufs));
  const effectGain = factor(voiceLufs - effectsUnderVoiceLu);
  const [left, right] = [new Float32Array(blockSamples), new Float32Array(blockSamples)];
  let from = 0;
  for await (const spoken of readNarration(mix.narration)) {
    signal?.throwIfAborted();
    const block = { left: left.subarray(0, spoken.length), right: right.subarray(0, spoken.length) };
    if (music && levels) {
      await music.bed.read(block, from);
      levels(block, from);
      for (let at = 0; at < spoken.length; at++) {
        const voiced = spoken[at] as number;
        block.left[at] = (block.left[at] as number) + voiced;
        block.right[at] = (block.right[at] as number) + voiced;
      }
    } else {
      block.left.set(spoken);
      block.right.set(spoken);
    }
    addEffects(block, from, effects, effectGain);
    yield block;
    from += spoken.length;
  }
}

/** Brings the music of a block to its level: under the voice, up in pauses, faded at both ends of the film. */
function createMusicLevels({ voice, music, samples }: Mix, underSpeech: number) {
  const lift = createLift(voice.spans);
  const rise = liftLu(music?.underVoiceLu ?? 0);
  const film = samples / sampleRate;
  const fadeOut = Math.min(fade.outSeconds, film / 4);
  const fadeIn = Math.min(fade.inSeconds, film / 4);
  const levelAt = (window: number) => {
    const seconds = window / windowsPerSecond;
    const share = Math.max(0, Math.min(1, seconds / fadeIn, (film - seconds) / fadeOut));
    return underSpeech * factor(rise * lift(window)) * Math.sin((share * Math.PI) / 2) ** 2;
  };
  return (block: StereoBlock, from: number) => {
    let next = levelAt(from / windowSamples);
    for (let start = 0; start < block.left.length; start += windowSamples) {
      const level = next;
      next = levelAt((from + start) / windowSamples + 1);
      const end = Math.min(block.left.length, start + windowSamples);
      for (let at = start; at < end; at++) {
        const gain = level + ((next - level) * (at - start)) / windowSamples;
        block.left[at] = (block.left[at] as number) * gain;
        block.right[at] = (block.right[at] as number) * gain;
      }
    }
  };
}

/** LUFS of the music where somebody speaks over it; of all of it where nobody does. */
export async function measureMusic(
  bed: MusicBed,
  { spans, samples }: { spans: readonly SpeechSpan[]; samples: number },
  options: { signal?: AbortSignal; onSamples?: (samples: number) => void },
): Promise<number> {
  const meter = createLoudnessMeter();
  const [left, right] = [new Float32Array(blockSamples), new Float32Array(blockSamples)];
  for (let from = 0; from < samples; from += blockSamples) {
    options.signal?.throwIfAborted();
    const length = Math.min(blockSamples, samples - from);
    const block = { left: left.subarray(0, length), right: right.subarray(0, length) };
    await bed.read(block, from);
    meter.add(block);
    options.onSamples?.(from + length);
  }
  const energies = meter.energies();
  let next = 0;
  const underSpeech = energies.filter((_, index) => {
    // Each stands for 400 ms, 100 ms apart: its middle decides.
    const middle = (index * 0.1 + 0.2) * windowsPerSecond;
    while (next < spans.length && (spans[next] as SpeechSpan).to <= middle) next++;
    return next < spans.length && (spans[next] as SpeechSpan).from <= middle;
  });
  const lufs = integrate(underSpeech);
  return Number.isFinite(lufs) ? lufs : integrate(energies);
}
