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

/** The fixed slots, and of the beats as many as come closest to the wanted characters, the groups served in turn. */
export function chooseBeats(slots: Slot[], target: number, random: () => number): Slot[] {
  const groups = new Map<number, Slot[]>();
  for (const slot of shuffled(slots, random)) {
    if (slot.group === undefined) continue;
    const group = groups.get(slot.group) ?? [];
    // Beats that name the topic come first: without them every film would sound alike.
    if (namesTopic(slot) && random() < 0.5) group.unshift(slot);
    else group.push(slot);
    groups.set(slot.group, group);
  }
  const chosen = new Set(slots.filter(({ group }) => group === undefined));
  const queues = shuffled([...groups.values()], random);
  const rounds = Math.max(0, ...queues.map((queue) => queue.length));
  const most = Math.max(2, Math.round(target / charactersPerNaming));
  let length = lengthOf([...chosen]);
  for (let round = 0; round < rounds; round++) {
    for (const queue of queues) {
      const slot = queue[round];
      if (!slot) continue;
      const longer = length + slot.row.narration.length + 1;
      if (Math.abs(longer - target) >= Math.abs(length - target)) continue;
      const others = [...chosen];
      if (others.length < scenesWithOwnPicture && others.some(({ row }) => row.picture === slot.row.picture)) continue;
      if (namesTopic(slot) && others.filter(namesTopic).length >= most) continue;
      chosen.add(slot);
      length = longer;
    }
  }
  return slots.filter((slot) => chosen.has(slot));
}

function namesTopic({ row }: Slot): boolean {
  return row.onScreen.startsWith('“');
}

/** Characters of narration, the spaces between the scenes included. */
export function lengthOf(slots: Slot[]): number {
  return slots.reduce((sum, { row }) => sum + row.narration.length + 1, 0);
}
