import type { Focus, Key, LightFrom } from '../paint/surface.ts';
import { type Pattern, patterns } from '../patterns/patterns.ts';
import { usualTime } from '../scenery/lay-scenery.ts';
import { type Setting, settings, type Time, type Weather } from '../scenery/scenery.ts';
import type { Subject } from '../subjects/find-icons.ts';
import { readSetting } from '../subjects/setting.ts';
import type { Place } from './place.ts';

/** What is behind the subject: a place, or a pattern on a ground. */
export type Backdrop = { light: LightFrom; key: Key } & (
  | { kind: 'pattern'; pattern: Pattern }
  | { kind: 'scenery'; setting: Setting; time: Time; weather: Weather; level: number }
);

const lights = ['above', 'below', 'left', 'right'] as const;
// Where nothing is said of the place, the film goes through those that suit anything.
const anywhere = ['hills', 'mountains', 'sea', 'desert', 'forest', 'fields'] as const satisfies readonly Setting[];

/** `calm` keeps to patterns. */
export function chooseBackdrop(place: Place, subjects: readonly Subject[], focus: Focus, calm: boolean): Backdrop {
  const { seed, sceneIndex, shotIndex, height, areas } = place;
  const step = modulo(seed + sceneIndex + shotIndex, 12);
  const told = readSetting(subjects);
  const light = lights[modulo(seed + sceneIndex + shotIndex * 3, 4)] ?? 'above';
  const key: Key = modulo(seed + sceneIndex + shotIndex, 2) === 0 ? 'light' : 'dark';
  const wantsPlace = step % 3 !== 0;
  if (calm || (subjects.length > 0 && (!told.setting || !wantsPlace))) {
    const rotating = patterns[modulo(seed + sceneIndex * 2 + shotIndex * 3, patterns.length)] ?? 'rays';
    return { kind: 'pattern', light, key, pattern: told.pattern && step % 2 === 0 ? told.pattern : rotating };
  }
  const setting = told.setting ?? anywhere[modulo(seed + sceneIndex * 5 + shotIndex, anywhere.length)] ?? settings[0];
  const standing = focus.y + focus.size * 0.46;
  const lowest = areas.shape === 'short' ? 0.6 : 0.8;
  return {
    kind: 'scenery',
    light,
    key,
    setting,
    time: told.time ?? timeFor(setting, key, step),
    weather: told.weather ?? 'clear',
    level: Math.min(height * lowest, Math.max(height * 0.36, standing)),
  };
}

function timeFor(setting: Setting, key: Key, step: number): Time {
  const usual = usualTime(setting, step);
  if (setting === 'space' || setting === 'underwater') return usual;
  return key === 'light' ? (usual === 'night' ? 'dusk' : usual) : usual === 'day' ? 'night' : usual;
}

function modulo(value: number, size: number): number {
  return ((Math.trunc(value) % size) + size) % size;
}
