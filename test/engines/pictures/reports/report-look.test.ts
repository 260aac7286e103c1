import { expect, it } from 'vitest';
import { toOklab } from '../../../../src/engines/pictures/paint/oklab.ts';
import { inks, variantLooks } from '../../../../src/engines/pictures/reports/report-look.ts';
import { contrast, parseColour } from '../../../../src/engines/text/colours.ts';

// What is left of linear red, green and blue without one kind of cones: Machado, Oliveira and Fernandes, 2009.
const visions: Readonly<Record<string, readonly number[]>> = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function seenBy(vision: readonly number[], colour: string): string {
  const linear = parseColour(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const channels = [0, 1, 2].map((row) => {
    const light = linear.reduce((sum, value, column) => sum + value * (vision[row * 3 + column] as number), 0);
    const share = Math.min(1, Math.max(0, light));
    return Math.round(255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055));
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

const looks = Object.values(variantLooks);

it.each(Object.keys(visions))('keeps the colours of variants apart for eyes with %s', (name) => {
  const seen = looks.map(({ colour }) => toOklab(seenBy(visions[name] as readonly number[], colour)));
  for (const [index, one] of seen.entries()) {
    for (const other of seen.slice(index + 1)) {
      expect(Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])).toBeGreaterThan(0.12);
    }
  }
});

it('writes in colours that can be read, and gives each variant a shape of its own', () => {
  const ground = parseColour(inks.ground);
  for (const colour of [...looks.map((look) => look.colour), inks.text, inks.quiet]) {
    expect(contrast(parseColour(colour), ground)).toBeGreaterThanOrEqual(4.5);
  }
  expect(new Set(looks.map(({ shape }) => shape)).size).toBe(looks.length);
});
