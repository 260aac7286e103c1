import type { Motion } from '../../contracts/timeline.ts';

// Zoom a second of a normal pace is 2–2.5 %, and a move stays under 12 % in all, or it draws attention to itself.
const zoomPerSecond = 0.0225;
const largestZoom = 1.12;
const smallestZoom = 1.02;
// A drift needs room to move in, and moves more slowly than a zoom for the same feeling of speed.
const driftZoom = 1.1;
const driftPerSecond = 0.018;

/** Numbers 0–1 that follow from the seed alone (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const kinds: readonly Motion['kind'][] = ['in', 'out', 'drift'];

/**
 * How the camera moves over each of `count` shots, `seconds[i]` long. The same seed gives the same moves; no kind of
 * move comes three times running.
 */
export function planMotions(count: number, options: { seed: number; seconds: number[] }): Motion[] {
  const random = randomNumbers(options.seed);
  const motions: Motion[] = [];
  for (let index = 0; index < count; index++) {
    const [before, last] = motions.slice(-2).map(({ kind }) => kind);
    const allowed = kinds.filter((kind) => !(kind === before && kind === last));
    const kind = allowed[Math.floor(random() * allowed.length)] ?? 'in';
    motions.push(planMotion(kind, options.seconds[index] ?? 3, random));
  }
  return motions;
}

function planMotion(kind: Motion['kind'], seconds: number, random: () => number): Motion {
  // Centres near the middle: what a still is about is seldom at its edge.
  const centre = () => 0.35 + 0.3 * random();
  if (kind === 'drift') {
    const room = 1 - 1 / driftZoom;
    const travel = Math.min(0.9, (driftPerSecond * seconds) / room);
    const sideways = random() < 0.7;
    const forwards = random() < 0.5;
    const [start, end] = forwards ? [0.5 - travel / 2, 0.5 + travel / 2] : [0.5 + travel / 2, 0.5 - travel / 2];
    const across = centre();
    const at = (along: number) => (sideways ? { x: along, y: across } : { x: across, y: along });
    return { kind, from: { zoom: driftZoom, ...at(start) }, to: { zoom: driftZoom, ...at(end) } };
  }
  const zoom = Math.min(largestZoom, Math.max(smallestZoom, 1 + zoomPerSecond * seconds));
  const x = centre();
  const y = centre();
  const wide = { zoom: 1, x, y };
  const near = { zoom, x, y };
  return kind === 'in' ? { kind, from: wide, to: near } : { kind, from: near, to: wide };
}

// Half of a full ease: the camera is never quite still, and starts and stops without a jerk.
const easing = 0.5;

function ease(share: number): number {
  return share - (easing * Math.sin(2 * Math.PI * share)) / (2 * Math.PI);
}

/** Where the camera is when `share` (0–1) of the move is over. */
export function cameraAt(motion: Motion, share: number): Motion['from'] {
  const { from, to } = motion;
  const eased = ease(Math.min(1, Math.max(0, share)));
  const between = (a: number, b: number) => a + (b - a) * eased;
  return {
    // By ratio, not difference: a zoom that looks even multiplies the size by the same factor each frame.
    zoom: from.zoom * (to.zoom / from.zoom) ** eased,
    x: between(from.x, to.x),
    y: between(from.y, to.y),
  };
}
