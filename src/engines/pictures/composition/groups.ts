import type { Focus } from '../paint/surface.ts';
import type { Random } from '../random.ts';
import type { Subject } from '../subjects/find-icons.ts';

/** Where an icon stands: centre and size in pixels, `turn` in radians, `blur` as a share of the size (0: sharp). */
interface Spot {
  x: number;
  y: number;
  size: number;
  turn: number;
  blur: number;
}

/** An icon and where it stands. */
export interface Placed {
  name: string;
  spot: Spot;
}

/** As many of the subject as are told, in one or two rows inside the box around the focus. */
export function copies(
  { name, count }: Pick<Subject, 'name' | 'count'>,
  focus: Focus,
  room: { width: number; height: number },
  random: Random,
): Placed[] {
  const rows = count <= 3 || room.width > room.height * 2.4 ? [count] : [Math.ceil(count / 2), Math.floor(count / 2)];
  const widest = Math.max(...rows);
  const size = Math.min(room.width / (widest * 1.04), room.height / (rows.length * 1.06), focus.size);
  return rows.flatMap((length, row) =>
    Array.from({ length }, (_, place) => ({
      name,
      spot: {
        x: focus.x + (place - (length - 1) / 2) * size * 1.04,
        y: focus.y + (row - (rows.length - 1) / 2) * size * 1.04,
        size,
        turn: random.between(-0.08, 0.08),
        blur: 0,
      },
    })),
  );
}
