/** Samples of one measuring window: 5 ms at 24 kHz. */
export const windowSamples = 120;

/** RMS of each 5 ms window. */
export function windowLevels(samples: Float32Array): Float32Array {
  const levels = new Float32Array(Math.floor(samples.length / windowSamples));
  for (let window = 0; window < levels.length; window++) {
    let energy = 0;
    for (let at = window * windowSamples; at < (window + 1) * windowSamples; at++) energy += (samples[at] ?? 0) ** 2;
    levels[window] = Math.sqrt(energy / windowSamples);
  }
  return levels;
}

/** RMS over the windows in which something is said: those within 26 dB of the loudest. 0 for silence. */
export function speechLevel(levels: Float32Array): number {
  const gate = levels.reduce((loudest, level) => Math.max(loudest, level), 0) * 0.05;
  const spoken = levels.filter((level) => level > gate);
  return spoken.length === 0 ? 0 : Math.sqrt(spoken.reduce((sum, level) => sum + level ** 2, 0) / spoken.length);
}

/** Every sentence comes to this loudness in LUFS: the voices' peaks lie 12 to 21 dB above it. */
export const targetLoudness = -23;

const knee = 0.7;
const headroom = 0.25;

/** Scales in place. What would pass -3 dBFS is bent so that it stays under -0.5 dBFS. */
export function applyGain(samples: Float32Array, gain: number): void {
  for (let at = 0; at < samples.length; at++) {
    const value = (samples[at] ?? 0) * gain;
    const over = Math.abs(value) - knee;
    samples[at] = over <= 0 ? value : Math.sign(value) * (knee + headroom * Math.tanh(over / headroom));
  }
}
