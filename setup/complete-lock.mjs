// @ts-check
// After `npm install` with a registry that does not serve every platform's optional packages, npm leaves them out of the
// lock file, and `npm ci` then refuses it. This adds them as npm would, but for their hashes, which only the registry knows.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * @typedef {{ version?: string, license?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry
 */

const file = join(resolve(import.meta.dirname, '..'), 'package-lock.json');
const lock = /** @type {{ packages: Record<string, Entry> }} */ (JSON.parse(readFileSync(file, 'utf8')));
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (placesOf(path, name).some((place) => lock.packages[place])) continue;
    const os = /android|darwin|linux|win32|freebsd|openharmony|openbsd|netbsd|sunos|aix|wasm32/.exec(name);
    const cpu = /arm64|x64|ia32|ppc64|s390x|riscv64|loong64|mips64el|arm|wasm32/.exec(name.slice(os?.index ?? 0));
    if (!os || !cpu) throw new Error(`${name} of ${path} names no platform: add it to the lock file by hand`);
    const libc = /musl/.test(name) ? ['musl'] : os[0] === 'linux' && !/eabi/.test(name) ? ['glibc'] : undefined;
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[^0-9]*/, ''),
      cpu: [cpu[0]],
      ...(entry.dev ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      ...(entry.license ? { license: entry.license } : {}),
      optional: true,
      os: [os[0]],
    };
    added++;
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) =>
  a === '' ? -1 : b === '' ? 1 : a.localeCompare(b, 'en'),
);
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.error(`added ${added} optional packages to the lock file`);

/** Where npm may have put a package that `path` needs. @param {string} path @param {string} name */
function placesOf(path, name) {
  const places = [`${path}/node_modules/${name}`];
  for (let at = path; at.includes('/node_modules/'); ) {
    at = at.slice(0, at.lastIndexOf('/node_modules/'));
    places.push(`${at}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}
