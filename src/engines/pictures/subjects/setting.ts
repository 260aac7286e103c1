import type { Pattern } from '../patterns/patterns.ts';
import type { Setting, Time, Weather } from '../scenery/scenery.ts';
import type { Subject } from './find-icons.ts';

/** Where and when a scene plays, as its subjects tell; what they leave open is undefined. */
export interface Told {
  setting: Setting | undefined;
  pattern: Pattern | undefined;
  time: Time | undefined;
  weather: Weather | undefined;
}

// What an icon speaks for; kinds are emojibase's subgroups. Names count more than kinds.
const settingNames: Readonly<Record<Setting, string>> = {
  desert: 'desert camel two-hump-camel cactus scorpion lizard',
  ice: 'ice snowflake penguin polar-bear cold-face snowman snowman-without-snow igloo seal skier freezing-face sled ice-skate',
  underwater:
    'octopus squid tropical-fish fish blowfish shark whale spouting-whale dolphin jellyfish coral lobster crab shrimp oyster diving-mask spiral-shell bubbles',
  sea: 'water-wave sailboat anchor ship speedboat ferry canoe desert-island beach-with-umbrella motor-boat passenger-ship person-surfing fishing-pole',
  city: 'cityscape cityscape-at-dusk office-building night-with-stars bank department-store automobile taxi bus bus-stop traffic-light-horizontal convenience-store hotel sunset metro tokyo-tower statue-of-liberty bridge-at-night shopping-cart chart-increasing chart-decreasing briefcase factory',
  ruins:
    'classical-building stadium amphora crossed-swords scroll moai mosque church castle crown shield japanese-castle place-of-worship trident-emblem',
  space:
    'ringed-planet milky-way rocket telescope cyclone satellite comet alien flying-saucer star shooting-star full-moon new-moon astronaut glowing-star dizzy sun-with-face',
  forest:
    'evergreen-tree deciduous-tree owl fox wolf deer squirrel wood mushroom bear raccoon hedgehog leaf-fluttering-in-wind fallen-leaf maple-leaf camping tent brown-mushroom chipmunk spider-web beaver badger',
  fields:
    'sheaf-of-rice tractor cow ox seedling honeybee herb blossom sunflower tulip horse ewe pig rooster farmer ear-of-corn potato bee honey-pot butterfly beans watermelon grapes',
  mountains:
    'mountain snow-capped-mountain mount-fuji volcano goat rock ram eagle cable-car person-climbing llama pick motorway railway-track',
  room: 'bed person-in-bed sleeping-face couch-and-lamp hot-beverage teapot alarm-clock house door chair baby bathtub pot-of-food open-book books candle baguette-bread bread croissant fork-and-knife-with-plate jar laptop desktop-computer thinking-face teacup-without-handle graduation-cap mirror zzz weary-face yawning-face mobile-phone television',
  hills:
    'castle house-with-garden sunrise dove footprints hut derelict-house derelict-house windmill sunrise-over-mountains rainbow person-walking',
};
const settingKinds: Readonly<Record<string, Setting>> = {
  'animal-marine': 'underwater',
  'transport-water': 'sea',
  'animal-mammal': 'hills',
  'animal-bird': 'hills',
  'animal-reptile': 'desert',
  'animal-bug': 'fields',
  'plant-flower': 'fields',
  'plant-other': 'forest',
  'place-geographic': 'mountains',
  'place-religious': 'ruins',
  'place-building': 'city',
  'transport-ground': 'city',
  'transport-air': 'mountains',
  money: 'city',
  'face-sleepy': 'room',
  household: 'room',
  dishware: 'room',
  drink: 'room',
  'food-prepared': 'room',
  'food-sweet': 'room',
};
const patternNames: Partial<Readonly<Record<Pattern, string>>> = {
  cells:
    'microbe dna petri-dish microscope test-tube drop-of-blood anatomical-heart lungs pill syringe droplet blue-heart red-heart alembic bubbles stethoscope',
  grid: 'chart-increasing chart-decreasing bar-chart coin money-bag abacus receipt dollar-banknote euro-banknote straight-ruler triangular-ruler bank',
  circuit:
    'laptop robot gear desktop-computer satellite mobile-phone computer-mouse electric-plug battery high-voltage floppy-disk',
  network:
    'brain light-bulb thinking-face raised-fist handshake globe-with-meridians puzzle-piece speech-balloon busts-in-silhouette red-question-mark',
  map: 'world-map compass globe-showing-europe-africa globe-showing-americas globe-showing-asia-australia goat sailboat motorway amphora',
  dial: 'hourglass-done hourglass-not-done spiral-calendar alarm-clock mantelpiece-clock stopwatch watch calendar timer-clock snail turtle',
  honeycomb: 'honey-pot honeybee',
  waves: 'water-wave musical-notes violin headphone radio studio-microphone droplet',
  rays: 'sparkles trophy sun light-bulb 1st-place-medal crown star check-mark-button',
  contours: 'mountain volcano footprints camping rock',
};
const timeNames: Readonly<Record<Time, string>> = {
  night:
    'crescent-moon night-with-stars owl bat sleeping-face person-in-bed bed zzz star full-moon milky-way ghost bridge-at-night telescope candle new-moon spider-web cyclone',
  dusk: 'sunrise sunset sunrise-over-mountains cityscape-at-dusk crossed-swords volcano fire',
  day: 'sun blossom honeybee bee seedling sunflower rainbow butterfly tropical-fish beach-with-umbrella',
};
const weatherNames: Readonly<Record<Weather, string>> = {
  rain: 'cloud-with-rain umbrella-with-rain-drops cloud-with-lightning-and-rain umbrella cloud-with-lightning closed-umbrella',
  snow: 'snowflake cloud-with-snow snowman snowman-without-snow skier ice-skate',
  clouds: 'cloud sun-behind-cloud fog wind-face sun-behind-large-cloud tornado',
  clear: 'sun star crescent-moon desert',
};

const lookUps = {
  settings: invert(settingNames),
  patterns: invert(patternNames),
  times: invert(timeNames),
  weathers: invert(weatherNames),
};
const byKind = 0.45;

/** Lets the subjects vote, each with its score. */
export function readSetting(subjects: readonly Subject[]): Told {
  const votes = {
    settings: new Map<Setting, number>(),
    patterns: new Map<Pattern, number>(),
    times: new Map<Time, number>(),
    weathers: new Map<Weather, number>(),
  };
  for (const { name, kind, score } of subjects) {
    for (const setting of lookUps.settings.get(name) ?? []) cast(votes.settings, setting, score);
    const usual = settingKinds[kind];
    if (usual) cast(votes.settings, usual, score * byKind);
    for (const pattern of lookUps.patterns.get(name) ?? []) cast(votes.patterns, pattern, score);
    for (const time of lookUps.times.get(name) ?? []) cast(votes.times, time, score);
    for (const weather of lookUps.weathers.get(name) ?? []) cast(votes.weathers, weather, score);
  }
  return {
    setting: winner(votes.settings),
    pattern: winner(votes.patterns),
    time: winner(votes.times),
    weather: winner(votes.weathers),
  };
}

function invert<Key extends string>(names: Partial<Readonly<Record<Key, string>>>): Map<string, Key[]> {
  const inverted = new Map<string, Key[]>();
  for (const [key, list] of Object.entries(names) as [Key, string][]) {
    for (const name of list.split(' ')) inverted.set(name, [...(inverted.get(name) ?? []), key]);
  }
  return inverted;
}

function cast<Key>(votes: Map<Key, number>, key: Key, weight: number): void {
  votes.set(key, (votes.get(key) ?? 0) + weight);
}

function winner<Key>(votes: ReadonlyMap<Key, number>): Key | undefined {
  let best: Key | undefined;
  let most = 0;
  for (const [key, weight] of votes) if (weight > most) [best, most] = [key, weight];
  return best;
}
