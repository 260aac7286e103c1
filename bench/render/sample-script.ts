import type { Script } from '../../src/contracts/script.ts';
import { sceneId } from '../../src/contracts/script.ts';

interface Beat {
  narration: string;
  idea: string;
  keywords: string[];
  /** Drawn large over every other scene. */
  words?: string;
}

/** Twelve scenes, about thirteen words each: what is said in five seconds. */
const beats: readonly Beat[] = [
  {
    narration: 'Why does an octopus have three hearts, and why does one of them stop?',
    idea: 'an octopus in deep water with three glowing hearts',
    keywords: ['octopus', 'heart', 'ocean'],
    words: 'Three hearts',
  },
  {
    narration: 'Two small hearts push blood through the gills, where it takes up oxygen.',
    idea: 'gills with streams of bubbles',
    keywords: ['fish', 'bubbles', 'water'],
  },
  {
    narration: 'The third, in the middle, sends that blood to the arms and the brain.',
    idea: 'a brain and eight arms',
    keywords: ['brain', 'heart', 'arm'],
    words: 'Eight arms, one pump',
  },
  {
    narration: 'Its blood is blue, since copper carries the oxygen instead of iron.',
    idea: 'blue drops and a copper coin',
    keywords: ['drop', 'coin', 'blue'],
  },
  {
    narration: 'In the cold, copper works better than iron, but it makes blood thick.',
    idea: 'snow over dark water',
    keywords: ['snowflake', 'thermometer', 'water'],
    words: 'Blue blood',
  },
  {
    narration: 'Thick blood is hard to move, and so one single heart was never enough.',
    idea: 'a heavy weight beside a heart',
    keywords: ['weight', 'heart', 'honey'],
  },
  {
    narration: 'Now comes the strange part: when it swims, the main heart stands still.',
    idea: 'a swimmer and a stopped clock',
    keywords: ['swimming', 'clock', 'wave'],
    words: 'It stops',
  },
  {
    narration: 'That is why an octopus would rather crawl home than swim across the reef.',
    idea: 'a coral reef with shells and sand',
    keywords: ['coral', 'shell', 'island'],
  },
  {
    narration: 'Hunters know it well: a chase of one minute leaves the animal exhausted.',
    idea: 'a shark behind a small animal',
    keywords: ['shark', 'lightning', 'fish'],
    words: 'One minute',
  },
  {
    narration: 'So it hides, it changes its colour, and it waits for the danger to pass.',
    idea: 'a painted rock at night',
    keywords: ['rock', 'palette', 'moon'],
  },
  {
    narration: 'A few months of this life are enough to learn mazes, jars and faces.',
    idea: 'a maze with a jar in the middle',
    keywords: ['puzzle', 'jar', 'eyes'],
    words: 'It knows your face',
  },
  {
    narration: 'Three hearts, blue blood, nine brains: who would have drawn such a thing?',
    idea: 'a pencil drawing of an octopus',
    keywords: ['pencil', 'octopus', 'star'],
  },
];

/** A script of so many scenes: the twelve, over and over. */
export function sampleScript(scenes: number): Script {
  return {
    title: 'Why an octopus has three hearts',
    language: 'en',
    scenes: Array.from({ length: scenes }, (_, index) => {
      const { narration, idea, keywords, words } = beats[index % beats.length] as Beat;
      return { id: sceneId(index + 1), narration, onScreenText: words, visual: { idea, keywords } };
    }),
    writer: { provider: 'bench' },
  };
}

/** Scenes after which the script begins again. */
export const differentScenes = beats.length;
