import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory of a process group in MB, its leader left out; undefined where there is no /proc. */
export function groupMemoryMb(leader: number): number | undefined {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return undefined;
  }
  let kilobytes = 0;
  for (const name of names) {
    if (!/^\d+$/.test(name) || name === `${leader}`) continue;
    try {
      // proc(5): a name in parentheses, which may hold anything, then state, parent and group.
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ', 3)[2];
      if (group !== `${leader}`) continue;
      kilobytes += Number(/^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${name}/status`, 'latin1'))?.[1] ?? 0);
    } catch {
      // A process that ended while it was looked at.
    }
  }
  return kilobytes / 1024;
}
