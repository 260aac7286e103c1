import { describe, expect, it } from 'vitest';
import { type Format, formats } from '../../../../src/contracts/formats.ts';
import { frameAreas } from '../../../../src/contracts/frame-areas.ts';
import { areasOf, type Box } from '../../../../src/engines/pictures/composition/areas.ts';
import { composeStill } from '../../../../src/engines/pictures/composition/compose-still.ts';
import type { Placed } from '../../../../src/engines/pictures/composition/groups.ts';
import type { Figure } from '../../../../src/engines/pictures/figures.ts';
import { seededRandom } from '../../../../src/engines/pictures/random.ts';
import { findIcons } from '../../../../src/engines/pictures/subjects/find-icons.ts';

const subjects = findIcons({ language: 'en', keywords: ['octopus', 'heart', 'shell', 'droplet'] });
const figures: (Figure | undefined)[] = [
  undefined,
  { kind: 'share', share: 0.3, label: '30%' },
  { kind: 'trend', rising: true, label: '30%' },
  { kind: 'trend', rising: false, label: '30%' },
  { kind: 'money', growing: true },
  { kind: 'ratio', times: 30 },
  { kind: 'length' },
  { kind: 'heat', share: 0.5 },
  { kind: 'years', years: [1789] },
  { kind: 'years', years: [1400, 1500] },
];

function compose(format: Format, words: boolean, figure: Figure | undefined, sceneIndex: number) {
  const { width, height } = formats[format];
  const areas = areasOf(width, height, words);
  const place = { seed: 5, sceneIndex, shotIndex: 0, width, height, areas };
  return { areas, plan: composeStill(place, subjects, figure, seededRandom(sceneIndex)) };
}

/** Part of the icon's square that lies outside the box; icons fill about nine tenths of theirs. */
function outside({ spot: { x, y, size } }: Placed, box: Box): number {
  const half = size * 0.46;
  return Math.max(
    box.x - (x - half),
    x + half - (box.x + box.width),
    box.y - (y - half),
    y + half - (box.y + box.height),
  );
}

describe.each<Format>(['short', 'long', 'square'])('a still as tall and wide as a %s film', (format) => {
  const { captions, words: wordsBox } = frameAreas[format];

  it.each([true, false])(
    'keeps subjects and charts off the captions, and off the words where there are any: %s',
    (words) => {
      for (const figure of figures) {
        for (let scene = 0; scene < 16; scene++) {
          const { areas, plan } = compose(format, words, figure, scene);
          expect(areas.main.y + areas.main.height).toBeLessThan(captions.y - 60);
          if (words) expect(areas.main.y).toBeGreaterThanOrEqual(wordsBox.y + wordsBox.height);
          for (const placed of [...plan.heroes, ...plan.companions]) {
            expect(outside(placed, areas.main), `${placed.name} of scene ${scene}, ${figure?.kind}`).toBeLessThan(2);
          }
          if (plan.chart) {
            const { box } = plan.chart;
            expect(box.y).toBeGreaterThanOrEqual(areas.main.y - 1);
            expect(box.y + box.height).toBeLessThanOrEqual(areas.main.y + areas.main.height + 1);
          }
        }
      }
    },
  );

  it('shows as many as are counted', () => {
    const counted = findIcons({ language: 'en', keywords: ['heart'], narration: 'It has three hearts.' });
    const { width, height } = formats[format];
    const place = { seed: 1, sceneIndex: 0, shotIndex: 0, width, height, areas: areasOf(width, height, false) };
    const { heroes } = composeStill(place, counted, undefined, seededRandom(1));
    expect(heroes.map(({ name }) => name)).toEqual(Array(3).fill('anatomical-heart'));
  });

  it('puts the subject elsewhere, or on another ground, from scene to scene and from shot to shot', () => {
    for (let scene = 1; scene < 40; scene++) {
      const [before, after] = [compose(format, false, undefined, scene - 1), compose(format, false, undefined, scene)];
      const { focus, stage, backdrop } = after.plan;
      const same =
        before.plan.focus.x === focus.x && before.plan.stage === stage && before.plan.backdrop.light === backdrop.light;
      expect(same).toBe(false);
    }
  });
});

describe('the ground behind', () => {
  const settingOf = (keywords: string[], scene: number) => {
    const { width, height } = formats.long;
    const place = { seed: 0, sceneIndex: scene, shotIndex: 0, width, height, areas: areasOf(width, height, false) };
    return composeStill(place, findIcons({ language: 'en', keywords }), undefined, seededRandom(scene)).backdrop;
  };

  it.each([
    [['camel', 'desert'], { setting: 'desert' }],
    [['octopus', 'coral'], { setting: 'underwater' }],
    [['ship', 'anchor'], { setting: 'sea' }],
    [['planet', 'rocket'], { setting: 'space' }],
    [['penguin', 'ice'], { setting: 'ice' }],
    [['skyscraper', 'taxi'], { setting: 'city' }],
    [['Roman temple', 'amphora'], { setting: 'ruins' }],
    [['owl', 'pine tree'], { setting: 'forest', time: 'night' }],
    [['bed', 'sleep'], { setting: 'room', time: 'night' }],
    [['cloud with rain', 'mountain'], { setting: 'mountains', weather: 'rain' }],
  ])('is for %j the place where they are: %j', (keywords, told) => {
    const places = [0, 1, 2].map((scene) => settingOf(keywords, scene));
    expect(places.filter(({ kind }) => kind === 'scenery').length).toBe(2);
    for (const place of places) if (place.kind === 'scenery') expect(place).toMatchObject(told);
  });

  it('is a place that suits anything where no word names one', () => {
    const { kind } = settingOf(['zxqv'], 0);
    expect(kind).toBe('scenery');
  });
});
