import { closeSync, openSync, readSync } from 'node:fs';
import { Failure } from '../../../contracts/failures.ts';

/** The drawings of one file of icons, read one at a time. */
export interface IconFile {
  names(): Iterable<string>;
  has(name: string): boolean;
  /** The inside of the icon's SVG. */
  read(name: string): string;
}

interface Place {
  start: number;
  length: number;
}

/**
 * Opens a file of icons in Iconify's JSON. The largest has 104 MB, and parsed costs 1.2 s and 280 MB: only the places of
 * its icons are kept. It has one property a line, indented by tabs.
 */
export function openIconFile(path: string): IconFile {
  const file = openSync(path, 'r');
  const places = findPlaces(file);
  if (places.size === 0) {
    closeSync(file);
    throw new Failure('ToolMissing', `no icons were found in ${path}: install the project's packages again`);
  }
  return {
    names: () => places.keys(),
    has: (name) => places.has(name),
    read(name) {
      const place = places.get(name);
      if (!place) throw new Failure('Internal', `there is no icon named '${name}' in ${path}`);
      const line = Buffer.allocUnsafe(place.length);
      readSync(file, line, 0, place.length, place.start);
      const { body } = JSON.parse(`{${line.toString('utf8').trim().replace(/,$/, '')}}`) as { body: string };
      return body;
    },
  };
}

function findPlaces(file: number): Map<string, Place> {
  const places = new Map<string, Place>();
  const block = Buffer.allocUnsafe(4 << 20);
  let held = 0;
  let offset = 0;
  let name: string | undefined;
  for (;;) {
    const read = readSync(file, block, held, block.length - held, offset + held);
    if (read === 0) return places;
    const filled = held + read;
    let start = 0;
    for (let end = block.indexOf(10, start); end >= 0 && end < filled; end = block.indexOf(10, start)) {
      const indent = block.toString('latin1', start, Math.min(end, start + 80));
      const opened = /^\t\t"([^"]+)": \{/.exec(indent);
      if (opened) name = opened[1];
      else if (name && indent.startsWith('\t\t\t"body"'))
        places.set(name, { start: offset + start, length: end - start });
      else if (/^\t"(?!icons)/.test(indent) && places.size > 0) return places;
      start = end + 1;
    }
    block.copy(block, 0, start, filled);
    offset += start;
    held = filled - start;
  }
}
