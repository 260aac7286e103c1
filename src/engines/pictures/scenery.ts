import { paintGlow, type Scene2D } from './backdrop.ts';

/** Places a scene can be set in, made of seeded curves. */
export const sceneries = ['hills', 'night', 'sea', 'city'] as const;

export type Scenery = (typeof sceneries)[number];

const full = Math.PI * 2;

const sceneryOfKind: Record<string, Scenery> = {
  'animal-marine': 'sea',
  'transport-water': 'sea',
  'animal-mammal': 'hills',
  'animal-bird': 'hills',
  'animal-reptile': 'hills',
  'animal-bug': 'hills',
  'plant-flower': 'hills',
  'plant-other': 'hills',
  'place-geographic': 'hills',
  'place-religious': 'hills',
  'place-building': 'city',
  'transport-ground': 'city',
  money: 'city',
  'sky-weather': 'night',
  'face-sleepy': 'night',
  'transport-air': 'night',
};

// Buildings older than skyscrapers stand in the country.
const oldBuildings = new Set([
  'classical-building',
  'castle',
  'stadium',
  'hut',
  'brick',
  'rock',
  'wood',
  'house',
  'derelict-house',
]);

/** The place that suits an icon, if one does. */
export function sceneryFor({ name, kind }: { name: string; kind: string }): Scenery | undefined {
  return oldBuildings.has(name) ? 'hills' : sceneryOfKind[kind];
}

export function paintScenery(scene: Scene2D, scenery: Scenery): void {
  scene.context.save();
  painters[scenery](scene);
  scene.context.restore();
}

const painters: Record<Scenery, (scene: Scene2D) => void> = {
  hills(scene) {
    paintSky(scene, 0.62);
    paintStars(scene, 110, 0.35);
    paintSun(scene, scene.random.between(0.28, 0.72), 0.4);
    paintRidges(scene, 6, true);
  },
  night(scene) {
    const { context, width, height, unit, palette, random } = scene;
    paintSky(scene, 0.28);
    for (let cloud = 0; cloud < 9; cloud++) {
      const along = cloud / 8;
      const x = width * (along + random.between(-0.12, 0.12));
      const y = height * (0.62 - 0.42 * along + random.between(-0.08, 0.08));
      paintGlow(scene, x, y, unit * random.between(0.2, 0.5), palette.blend(random.between(0.35, 0.8)), 0.3);
    }
    paintStars(scene, 420, 1);
    for (let star = 0; star < 9; star++) {
      const x = random() * width;
      const y = random() * height * 0.8;
      const reach = unit * random.between(0.012, 0.035);
      paintGlow(scene, x, y, reach * 1.4, palette.paper, 0.5);
      context.strokeStyle = palette.blend(1, 0.8);
      context.lineWidth = unit * 0.0022;
      context.beginPath();
      context.moveTo(x - reach, y);
      context.lineTo(x + reach, y);
      context.moveTo(x, y - reach);
      context.lineTo(x, y + reach);
      context.stroke();
    }
    paintRidges(scene, 2, false);
  },
  sea(scene) {
    const { context, width, height, unit, palette, random } = scene;
    const water = context.createLinearGradient(0, 0, 0, height);
    water.addColorStop(0, palette.blend(0.86));
    water.addColorStop(0.3, palette.blend(0.58));
    water.addColorStop(1, palette.blend(0));
    context.fillStyle = water;
    context.fillRect(0, 0, width, height);
    const source = width * random.between(0.2, 0.8);
    for (let shaft = 0; shaft < 8; shaft++) {
      const end = source + width * random.between(-1.1, 1.1);
      const wide = width * random.between(0.05, 0.16);
      const beam = context.createLinearGradient(0, 0, 0, height * 0.8);
      beam.addColorStop(0, palette.blend(1, 0.32));
      beam.addColorStop(1, palette.blend(1, 0));
      context.fillStyle = beam;
      context.beginPath();
      context.moveTo(source + (end - source) * 0.1 - wide * 0.2, -1);
      context.lineTo(source + (end - source) * 0.1 + wide * 0.2, -1);
      context.lineTo(end + wide, height * 0.8);
      context.lineTo(end - wide, height * 0.8);
      context.fill();
    }
    paintRidges(scene, 3, false);
    for (let bubble = 0; bubble < 34; bubble++) {
      const radius = unit * (0.004 + 0.022 * random() ** 2);
      const x = random() * width;
      const y = random() * height;
      context.strokeStyle = palette.blend(1, 0.45);
      context.fillStyle = palette.blend(1, 0.14);
      context.lineWidth = unit * 0.002;
      context.beginPath();
      context.arc(x, y, radius, 0, full);
      context.fill();
      context.stroke();
      context.beginPath();
      context.arc(x - radius * 0.35, y - radius * 0.35, radius * 0.22, 0, full);
      context.fillStyle = palette.blend(1, 0.8);
      context.fill();
    }
  },
  city(scene) {
    const { context, width, height, unit, palette, random } = scene;
    paintSky(scene, 0.66);
    paintSun(scene, random.between(0.25, 0.75), 0.46);
    for (let row = 0; row < 4; row++) {
      const base = height * (0.6 + 0.1 * row);
      const shade = palette.blend(0.5 - 0.15 * row);
      for (let x = -unit * 0.1 * random(); x < width; ) {
        const wide = unit * random.between(0.07, 0.15);
        const top = base - unit * random.between(0.05, 0.34 - 0.04 * row);
        context.fillStyle = shade;
        context.beginPath();
        context.roundRect(x, top, wide, height - top, [unit * 0.012, unit * 0.012, 0, 0]);
        context.fill();
        if (random() > 0.7) context.fillRect(x + wide * 0.46, top - unit * 0.05, wide * 0.08, unit * 0.06);
        const pane = unit * 0.012;
        for (let wy = top + pane * 2; wy < height && row > 0; wy += pane * 2.3) {
          for (let wx = x + pane * 1.2; wx < x + wide - pane * 1.6; wx += pane * 2) {
            if (random() > 0.42) continue;
            context.fillStyle = palette.blend(1, random.between(0.15, 0.7));
            context.fillRect(wx, wy, pane, pane * 1.3);
          }
        }
        x += wide + unit * random.between(0, 0.02);
      }
      paintGlow(scene, width / 2, base + unit * 0.2, unit * 0.9, palette.blend(0.6), 0.16);
    }
  },
};

function paintSky({ context, width, height, palette }: Scene2D, brightest: number): void {
  const sky = context.createLinearGradient(0, 0, 0, height * 0.78);
  sky.addColorStop(0, palette.blend(0.02));
  sky.addColorStop(0.42, palette.blend(brightest * 0.5));
  sky.addColorStop(0.8, palette.blend(brightest));
  sky.addColorStop(1, palette.blend(Math.min(1, brightest * 1.4)));
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
}

function paintStars({ context, width, height, unit, random }: Scene2D, count: number, brightness: number): void {
  for (let star = 0; star < count; star++) {
    context.fillStyle = `rgba(255,255,255,${(0.15 + 0.85 * random() ** 2) * brightness})`;
    context.beginPath();
    context.arc(random() * width, random() ** 1.3 * height * 0.75, unit * (0.0006 + 0.0024 * random() ** 2), 0, full);
    context.fill();
  }
}

function paintSun(scene: Scene2D, x: number, y: number): void {
  const { context, width, height, unit, palette } = scene;
  const radius = unit * 0.2;
  paintGlow(scene, width * x, height * y, radius * 4, palette.blend(0.95), 0.55);
  const disc = context.createLinearGradient(0, height * y - radius, 0, height * y + radius);
  disc.addColorStop(0, palette.paper);
  disc.addColorStop(1, palette.blend(0.92));
  context.fillStyle = disc;
  context.beginPath();
  context.arc(width * x, height * y, radius, 0, full);
  context.fill();
}

/** Hills one behind the other, hazier with distance; with trees on the near ones. */
function paintRidges({ context, width, height, unit, palette, random }: Scene2D, count: number, trees: boolean): void {
  for (let ridge = 0; ridge < count; ridge++) {
    const near = count === 1 ? 1 : ridge / (count - 1);
    const base = height * (trees ? 0.5 + 0.42 * near : 0.78 + 0.13 * near);
    const swing = unit * (trees ? 0.13 : 0.08) * (1 - 0.35 * near);
    const waves = Array.from({ length: 5 }, (_, index) => ({
      phase: random() * full,
      pace: ((1.1 + index * 1.8 * (1 + random())) / unit) * full * 0.75,
      height: swing / (index + 1) ** 1.35,
    }));
    const surface = (x: number) =>
      base + waves.reduce((sum, wave) => sum + Math.sin(wave.phase + x * wave.pace) * wave.height, 0);
    const slope = context.createLinearGradient(0, base - swing, 0, base + unit * 0.5);
    slope.addColorStop(0, palette.blend(0.56 - 0.5 * near));
    slope.addColorStop(1, palette.blend(0.32 - 0.32 * near));
    context.fillStyle = slope;
    context.beginPath();
    context.moveTo(0, height);
    for (let x = 0; x <= width + 3; x += 3) context.lineTo(x, surface(x));
    context.lineTo(width, height);
    context.fill();
    if (!trees || ridge < 2) continue;
    context.fillStyle = palette.blend(0.22 - 0.22 * near);
    const copses = Array.from({ length: 6 }, () => random() * width);
    for (let tree = 0; tree < 26 + ridge * 10; tree++) {
      const copse = copses[tree % copses.length] ?? 0;
      const x = copse + (random() + random() - 1) * unit * 0.16;
      const tall = unit * 0.013 * (ridge + 1) * random.between(0.6, 1.5);
      const foot = surface(x) + tall * 0.2;
      context.beginPath();
      for (let tier = 0; tier < 3; tier++) {
        const half = tall * 0.36 * (1 - tier * 0.24);
        context.moveTo(x - half, foot - tall * tier * 0.3);
        context.lineTo(x, foot - tall * (0.62 + tier * 0.3));
        context.lineTo(x + half, foot - tall * tier * 0.3);
      }
      context.fill();
    }
  }
}
