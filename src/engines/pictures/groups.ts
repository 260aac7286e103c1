import type { Subject } from './find-icons.ts';
import type { Spot } from './paint-icon.ts';
import type { Random } from './random.ts';

/** An icon and where it stands. */
export interface Placed {
  name: string;
  spot: Spot;
}

/** The middle of attention and the width of what is there, in pixels. */
export interface Focus {
  x: number;
  y: number;
  size: number;
}

/** As many of the subject as are told, in one or two rows. */
export function copies(subject: Subject, focus: Focus, random: Random): Placed[] {
  const rows = subject.count <= 3 ? [subject.count] : [Math.ceil(subject.count / 2), Math.floor(subject.count / 2)];
  const widest = Math.max(...rows);
  const size = Math.min(focus.size * 0.72, (focus.size * 1.55) / widest);
  return rows.flatMap((count, index) =>
    Array.from({ length: count }, (_, place) => ({
      name: subject.name,
      spot: {
        x: focus.x + (place - (count - 1) / 2) * size * 1.02,
        y:
          focus.y +
          (index - (rows.length - 1) / 2) * size * 1.05 +
          (rows.length === 1 && count === 3 && place === 1 ? -size * 0.3 : 0),
        size: size * (count === 3 && place === 1 && rows.length === 1 ? 1.12 : 1),
        turn: random.between(-0.08, 0.08),
        blur: 0,
      },
    })),
  );
}

/** The things that are counted, lined up under the subject. */
export function row(subject: Subject, focus: Focus, unit: number): Placed[] {
  const size = Math.min(unit * 0.25, (unit * 0.82) / subject.count);
  return Array.from({ length: subject.count }, (_, place) => ({
    name: subject.name,
    spot: {
      x: focus.x + (place - (subject.count - 1) / 2) * size * 1.06,
      y: focus.y + focus.size * 0.56 + size * 0.3,
      size,
      turn: (place - (subject.count - 1) / 2) * 0.08,
      blur: 0,
    },
  }));
}

/** Large things out of focus near the lower corners, as if close to the camera. */
export function foreground(
  names: readonly string[],
  {
    width,
    height,
    unit,
    tall,
    shotIndex,
    random,
  }: { width: number; height: number; unit: number; tall: boolean; shotIndex: number; random: Random },
): Placed[] {
  const left = random() > 0.5;
  const corners = [
    { x: left ? 0.03 : 0.97, y: tall ? 0.84 : 0.97, size: 0.46 },
    { x: left ? 0.98 : 0.02, y: tall ? 0.74 : 0.1, size: 0.27 },
  ];
  return names.slice(0, 2).map((_, index) => {
    const corner = corners[index] ?? { x: 0, y: 1, size: 0.4 };
    return {
      name: names.at(-1 - ((index + shotIndex) % names.length)) ?? '',
      spot: {
        x: corner.x * width,
        y: corner.y * height,
        size: corner.size * unit,
        turn: random.between(-0.5, 0.5),
        blur: index === 0 ? 0.05 : 0.035,
      },
    };
  });
}
