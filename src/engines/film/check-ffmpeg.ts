import { Failure } from '../../contracts/failures.ts';
import { runFfmpeg } from './ffmpeg.ts';

/** What the film engine uses of FFmpeg and some builds leave out. */
const needed = {
  encoders: ['libx264', 'aac'],
  filters: ['sidechaincompress', 'alimiter', 'ebur128', 'amix', 'blackdetect', 'freezedetect', 'silencedetect'],
} as const;

/** Whether this FFmpeg can make films. Throws `ToolMissing` that names what it lacks. */
export async function checkFfmpeg(path: string): Promise<{ version: string }> {
  const ask = async (question: string) => {
    const { stdout } = await runFfmpeg(path, [question], { task: 'asking FFmpeg what it can do' });
    return Buffer.from(stdout).toString('utf8');
  };
  const [about, encoders, filters] = await Promise.all([ask('-version'), ask('-encoders'), ask('-filters')]);
  // Each line of the lists: flags, the name, what it is.
  const names = (list: string) => new Set([...list.matchAll(/^\s*[A-Z.|]+\s+(\S+)/gm)].map((line) => line[1]));
  const has = { encoders: names(encoders), filters: names(filters) };
  const missing = [
    ...needed.encoders.filter((name) => !has.encoders.has(name)).map((name) => `the encoder ${name}`),
    ...needed.filters.filter((name) => !has.filters.has(name)).map((name) => `the filter ${name}`),
  ];
  if (missing.length > 0) {
    throw new Failure(
      'ToolMissing',
      `the FFmpeg at ${path} was built without ${missing.join(', ')}: install a complete one, or name one with FFMPEG_PATH`,
    );
  }
  return { version: /^ffmpeg version (\S+)/m.exec(about)?.[1] ?? 'unknown' };
}
