import { shuffled } from './random.ts';
import type { TemplateRow } from './templates/template.ts';

/** A row with its place in the film. Beats are taken as the length allows; those of one group in turn with the others'. */
export interface Slot {
  row: TemplateRow;
  group?: number;
  chapter?: string;
}

// A phrase in quotes more often than this sounds like a machine.
const charactersPerNaming = 700;
// A longer film has more scenes than there are pictures.
const scenesWithOwnPicture = 40;
const longestBeat = 110;

/** The fixed slots, and of the beats as many as come closest to the wanted characters, the groups served in turn. */
export function chooseBeats(slots: Slot[], target: number, random: () => number): Slot[] {
  const chosen = new Set(slots.filter(({ group }) => group === undefined));
  const pictures = new Set([...chosen].map(({ row }) => row.picture));
  const mostNamings = Math.max(2, Math.round(target / charactersPerNaming));
  let namings = 0;
  let missing = target - lengthOf([...chosen]);

  const allowed = (slot: Slot) =>
    !chosen.has(slot) &&
    (chosen.size >= scenesWithOwnPicture || !pictures.has(slot.row.picture)) &&
    (!namesTopic(slot) || namings < mostNamings);
  const missingAfter = (slot: Slot) => Math.abs(missing - lengthOf([slot]));

  let waiting = inTurn(slots, random);
  for (;;) {
    waiting = waiting.filter(allowed);
    // The last beat is the one that fills the gap best.
    const isLast = missing < longestBeat;
    const next = isLast ? [...waiting].sort((a, b) => missingAfter(a) - missingAfter(b))[0] : waiting[0];
    if (!next || missingAfter(next) >= Math.abs(missing)) break;
    chosen.add(next);
    pictures.add(next.row.picture);
    if (namesTopic(next)) namings++;
    missing -= lengthOf([next]);
  }
  return slots.filter((slot) => chosen.has(slot));
}

/** The beats in random order, one of each group after the other. */
function inTurn(slots: Slot[], random: () => number): Slot[] {
  const groups = new Map<number, Slot[]>();
  for (const slot of shuffled(slots, random)) {
    if (slot.group === undefined) continue;
    const group = groups.get(slot.group) ?? [];
    // Beats that name the topic come first: without them every film would sound alike.
    if (namesTopic(slot) && random() < 0.5) group.unshift(slot);
    else group.push(slot);
    groups.set(slot.group, group);
  }
  const queues = shuffled([...groups.values()], random);
  const rounds = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: rounds }, (_, round) => queues.flatMap((queue) => queue[round] ?? [])).flat();
}

function namesTopic({ row }: Slot): boolean {
  return row.onScreen.startsWith('“');
}

/** Characters of narration, the spaces between the scenes included. */
export function lengthOf(slots: Slot[]): number {
  return slots.reduce((sum, { row }) => sum + row.narration.length + 1, 0);
}
