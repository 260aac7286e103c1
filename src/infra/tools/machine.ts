import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from './finding.ts';

export interface WantedPort {
  /** What listens there, as people call it. */
  name: string;
  port: number;
}

const run = promisify(execFile);

export function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return { name: 'node', state: 'found', detail: version };
  return { name: 'node', state: 'missing', detail: `version ${version}`, advice: 'install Node.js 20.19 or newer' };
}

/** Needed by the set-up alone, so its absence is no more than a warning. */
export async function examinePython(): Promise<Finding> {
  try {
    const ask = 'import pip, platform; print(platform.python_version(), "with pip", pip.__version__)';
    const { stdout } = await run('python3', ['-c', ask]);
    return { name: 'python', state: 'found', detail: `Python ${stdout.trim()}` };
  } catch (error) {
    const noPython = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      name: 'python',
      state: 'warning',
      detail: noPython ? 'no python3 on PATH' : 'Python has no pip',
      advice: 'only the set-up needs it: install Python 3 with pip (Debian: apt-get install python3-pip)',
    };
  }
}

/** The disk of a folder that need not be there yet. A film of a minute takes about 100 MB with all its parts. */
export async function examineDisk(folder: string): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const detail = `${(free / 1e9).toFixed(1)} GB free for ${folder}`;
    if (free >= 2e9) return { name: 'disk', state: 'found', detail };
    return { name: 'disk', state: 'warning', detail, advice: 'free some space: 2 GB are comfortable' };
  } catch (error) {
    const parent = dirname(folder);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && parent !== folder) return examineDisk(parent);
    return { name: 'disk', state: 'warning', detail: `${folder} cannot be looked at`, advice: 'choose another folder' };
  }
}

export function examinePort({ name, port }: WantedPort): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ message }) =>
      resolve({
        name: `port ${port}`,
        state: 'warning',
        detail: `${name} cannot listen there: ${message}`,
        advice: 'nothing to do if the stack is running; else stop what uses the port, or choose another one',
      }),
    );
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.close(() => resolve({ name: `port ${port}`, state: 'found', detail: `free for ${name}` }));
    });
  });
}

const bundledFonts = [
  ...['montserrat', 'anton', 'bebas-neue', 'inter', 'lora', 'noto-color-emoji'],
  ...['noto-sans-arabic', 'noto-sans-hebrew', 'noto-sans-devanagari', 'noto-sans-thai'],
];

/** Writing the bundled fonts lack, by the language that fontconfig knows it by, and Debian's package for it. */
const otherWriting = [{ writing: 'Chinese, Japanese and Korean', language: 'zh-cn', debian: 'fonts-noto-cjk' }];

export function examineBundledFonts(): Finding {
  const require = createRequire(import.meta.url);
  const lacking = bundledFonts.filter((name) => {
    try {
      require.resolve(`@expo-google-fonts/${name}/package.json`);
      return false;
    } catch {
      return true;
    }
  });
  const name = 'fonts and emoji';
  if (lacking.length === 0) return { name, state: 'found', detail: 'Latin, Cyrillic, Arabic and colour emoji' };
  return {
    name,
    state: 'missing',
    detail: `not installed: ${lacking.join(', ')}`,
    advice: 'run `npm ci --ignore-scripts`',
  };
}

/** @param fontsFolder where the set-up puts the font for Chinese, Japanese and Korean */
export async function examineSystemFonts(fontsFolder: string): Promise<Finding> {
  const name = 'fonts of other writing';
  try {
    const lists = await Promise.all(
      otherWriting.map(({ language }) => run('fc-list', [`:lang=${language}`, 'family'])),
    );
    const fetched = (language: string) => language === 'zh-cn' && existsSync(fontsFolder);
    const lacking = otherWriting.filter(({ language }, index) => !lists[index]?.stdout.trim() && !fetched(language));
    if (lacking.length === 0) return { name, state: 'found', detail: 'Chinese, Japanese, Korean' };
    const debian = [...new Set(lacking.map((writing) => writing.debian))].join(' ');
    return {
      name,
      state: 'warning',
      detail: `none for ${lacking.map(({ writing }) => writing).join(', ')}`,
      advice: `needed only for films in these: install a font (Debian: apt-get install ${debian})`,
    };
  } catch {
    const advice = 'needed only for films in Chinese, Japanese or Korean: install fontconfig and their fonts';
    return { name, state: 'warning', detail: 'cannot tell: there is no fc-list', advice };
  }
}
