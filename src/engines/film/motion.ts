import type { Style } from '../../contracts/style.ts';
import type { Motion } from '../../contracts/timeline.ts';
import { seededNumbers } from './seeded.ts';

/** What a scene asks of the camera: nearer to what it shows, away from it to the whole, or along it. */
export type MotionHint = 'closer' | 'wider' | 'along';

export interface MotionsRequest {
  /** How long each shot of the scene is seen. */
  seconds: number[];
  /** The film's. */
  seed: number;
  sceneIndex: number;
  hint?: MotionHint;
  look: Style['motion'];
}

type Kind = Motion['kind'];

// A scene is planned without knowing its neighbours: scenes of even and odd place begin and end with kinds that the
// others never begin or end with, so that no two neighbouring shots of a film move alike. Either set has a way in or out,
// and ways along.
const edgeKinds: readonly (readonly Kind[])[] = [
  ['in', 'right', 'up'],
  ['out', 'left', 'down'],
];
const kinds: readonly Kind[] = ['in', 'out', 'left', 'right', 'up', 'down'];

// Zooms before drifts, sideways before up and down: how often each comes when nothing else speaks for it.
const weights: Readonly<Record<Kind, number>> = { in: 3, out: 2.5, left: 1.5, right: 1.5, up: 0.75, down: 0.75 };
const hintWeight = 8;
const hinted: Readonly<Record<MotionHint, readonly Kind[]>> = {
  closer: ['in'],
  wider: ['out'],
  along: ['right', 'left'],
};

/** How the camera moves over each shot of a scene. The same request gives the same moves; no kind comes twice running. */
export function planMotions({ seconds, seed, sceneIndex, hint, look }: MotionsRequest): Motion[] {
  const random = seededNumbers(seed, sceneIndex);
  const edges = edgeKinds[sceneIndex % 2] ?? kinds;
  const last = seconds.length - 1;
  const motions: Motion[] = [];
  for (const [index, length] of seconds.entries()) {
    const before = motions.at(-1)?.kind;
    const atEdge = index === 0 || index === last;
    const allowed = (atEdge ? edges : kinds).filter((kind) => kind !== before);
    const kind = pick(
      allowed,
      (each) => weights[each] * (hint && hinted[hint].includes(each) ? hintWeight : 1),
      random(),
    );
    motions.push(planMotion(kind, length, hint, look, random));
  }
  return motions;
}

function pick(choices: readonly Kind[], weigh: (kind: Kind) => number, at: number): Kind {
  let left = at * choices.reduce((sum, kind) => sum + weigh(kind), 0);
  return choices.find((kind) => (left -= weigh(kind)) < 0) ?? choices[0] ?? 'in';
}

function planMotion(
  kind: Kind,
  seconds: number,
  hint: MotionHint | undefined,
  look: Style['motion'],
  random: () => number,
): Motion {
  // Centres near the middle: what a picture is about is seldom at its edge.
  const centre = () => 0.35 + 0.3 * random();
  const across = { x: centre(), y: centre() };
  if (kind === 'in' || kind === 'out') {
    const wide = { zoom: 1, ...across };
    const near = { zoom: 1 + Math.min(look.mostZoom, look.zoomPerSecond * seconds), ...across };
    return kind === 'in' ? { kind, from: wide, to: near } : { kind, from: near, to: wide };
  }
  return { kind, ...planDrift(kind, seconds, hint, look, across) };
}

// A drift keeps off the picture's very edges, and under a hint also comes a little nearer or goes a little away.
const roomUsed = 0.9;
const leastRoomZoom = 1.04;
const hintedZoom = 0.02;

function planDrift(
  kind: Exclude<Kind, 'in' | 'out'>,
  seconds: number,
  hint: MotionHint | undefined,
  look: Style['motion'],
  across: { x: number; y: number },
): Pick<Motion, 'from' | 'to'> {
  const most = 1 + look.mostZoom;
  const travel = look.driftPerSecond * seconds;
  // Just near enough that the picture is wider than the frame by the way to go.
  const zoom = Math.min(most, Math.max(leastRoomZoom, 1 / Math.max(0.5, 1 - travel / roomUsed)));
  const room = 1 - 1 / zoom;
  const half = room > 0 ? Math.min(roomUsed, travel / room) / 2 : 0;
  const [start, end] = kind === 'right' || kind === 'down' ? [0.5 - half, 0.5 + half] : [0.5 + half, 0.5 - half];
  const sideways = kind === 'left' || kind === 'right';
  const at = (along: number) => (sideways ? { ...across, x: along } : { ...across, y: along });
  const nearer = Math.min(most, zoom + hintedZoom);
  return {
    from: { zoom: hint === 'wider' ? nearer : zoom, ...at(start) },
    to: { zoom: hint === 'closer' ? nearer : zoom, ...at(end) },
  };
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
