import { chmod, open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RenderSceneRequest } from '../../src/engines/film/scene-request.ts';
import { runMeasured, type Usage } from '../measures/run-measured.ts';
import { makeOurFilm } from './our-film.ts';

/** The frames of a scene as the film engine gives them to its encoder, and what it tells the encoder. */
export interface RawScene {
  /** I420, frame after frame. */
  path: string;
  encoderArguments: string[];
}

/**
 * Renders scenes with a stand-in for FFmpeg that keeps the frames it should encode. About 93 MB a second of film: the
 * caller takes the files away with `removeRawScenes`.
 */
export async function captureRawScenes(
  scenes: readonly RenderSceneRequest[],
  { ffmpeg, folder }: { ffmpeg: string; folder: string },
): Promise<RawScene[]> {
  const standIn = join(folder, 'keep-frames.sh');
  await writeFile(standIn, keepFrames(ffmpeg, folder));
  await chmod(standIn, 0o755);
  await makeOurFilm({ ffmpeg: standIn, threads: 2, scenes: [...scenes] }, folder);
  return Promise.all(
    scenes.map(async ({ output }) => {
      const name = basename(output, '.mp4');
      const path = join(folder, `${name}.yuv`);
      // On the disk before anything is measured: its writing would disturb.
      const file = await open(path, 'r');
      await file.sync();
      await file.close();
      const list = await readFile(join(folder, `${name}.arguments`), 'utf8');
      return { path, encoderArguments: list.trimEnd().split('\n') };
    }),
  );
}

export async function removeRawScenes(scenes: readonly RawScene[]): Promise<void> {
  await Promise.all(scenes.map(({ path }) => rm(path, { force: true })));
}

/** The bound: the same frames from a file into the encoder, told exactly what the film engine told it. */
export function encodeRawScene(ffmpeg: string, { path, encoderArguments }: RawScene): Promise<Usage> {
  const output = `file:${path}.mp4`;
  const args = encoderArguments.map((argument) => (argument === 'pipe:0' ? `file:${path}` : argument));
  return runMeasured(ffmpeg, [...args.slice(0, -1), output]);
}

/** The encoder is called with frames on its standard input and a file as its output; every other call is FFmpeg's own. */
function keepFrames(ffmpeg: string, folder: string): string {
  return `#!/bin/sh
previous=
encodes=
for argument do
  [ "$previous $argument" = '-i pipe:0' ] && encodes=yes
  previous=$argument
done
case $encodes$previous in
  yesfile:*)
    output=\${previous#file:}
    name=\${output##*/}
    name=\${name%%.*}
    printf '%s\\n' "$@" > ${quoted(folder)}/"$name.arguments"
    : > "$output"
    exec cat > ${quoted(folder)}/"$name.yuv"
    ;;
esac
exec ${quoted(ffmpeg)} "$@"
`;
}

const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`;
