import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filmSeed } from '../../src/activities/film-seed.ts';
import { createStyleReader } from '../../src/activities/styles.ts';
import { planFilmScene, requestOf } from '../../src/activities/video/film-setting.ts';
import { briefSchema } from '../../src/contracts/brief.ts';
import { type Format, formats, framesPerSecond } from '../../src/contracts/formats.ts';
import type { Language } from '../../src/contracts/languages.ts';
import type { WordTiming } from '../../src/contracts/narration.ts';
import { createFilmEngine, type FilmEngine } from '../../src/engines/film/film-engine.ts';
import { stillSize } from '../../src/engines/film/sources/still.ts';
import { createPictureEngine, type PictureEngine } from '../../src/engines/pictures/picture-engine.ts';
import { registerFontFolder } from '../../src/engines/text/fonts.ts';
import { splitWords } from '../../src/engines/text/split-words.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { testTools } from '../support/tools.ts';
import { type goldenLanguages, goldenScript } from './scripts.ts';

export interface Golden {
  style: string;
  format: Format;
  language: (typeof goldenLanguages)[number];
  /** Which of the three scenes. */
  sceneIndex: number;
}

export const goldenName = ({ style, format, language }: Golden) => `${style}-${format}-${language}`;

export interface GoldenStudio {
  /** A frame of a rendered film, half its size, as PNG. */
  draw(golden: Golden): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openGoldenStudio(): Promise<GoldenStudio> {
  const { ffmpeg, fonts } = testTools();
  registerFontFolder(fonts);
  const folder = await mkdtemp(join(tmpdir(), 'faceless-goldens-'));
  const film = createFilmEngine({ ffmpeg, threads: 1 });
  const pictures = createPictureEngine({ threads: 1 });
  const readStyle = createStyleReader(
    join(projectRoot, 'styles'),
    createFolderStore({ folder: join(folder, 'store') }),
  );
  return {
    async draw(golden) {
      const script = goldenScript(golden.language);
      const brief = briefSchema.parse({
        topic: script.title,
        language: golden.language,
        format: golden.format,
        style: golden.style,
        watermark: '@goldens',
      });
      const setting = { script, brief, style: await readStyle(brief) };
      return drawFrame(setting, golden, { film, pictures, folder, ffmpeg });
    },
    async close() {
      await Promise.all([film.close(), pictures.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Studio {
  film: FilmEngine;
  pictures: PictureEngine;
  folder: string;
  ffmpeg: string;
}

async function drawFrame(
  setting: Parameters<typeof requestOf>[0],
  golden: Golden,
  { film, pictures, folder, ffmpeg }: Studio,
): Promise<Buffer> {
  const { script, style, brief } = setting;
  const { sceneIndex } = golden;
  const { narration, visual } = script.scenes[sceneIndex] as (typeof script.scenes)[number];
  const words = timed(narration, script.language);
  const frames = Math.ceil(((words.at(-1)?.end ?? 0) + 0.5) * 30);
  const plan = planFilmScene(setting, {
    sceneIndex,
    frames,
    timing: { sceneId: `s00${sceneIndex + 1}`, words, source: 'estimated' },
  });
  // Where the scene's large words have come in, and a caption is spoken.
  const [text] = plan.texts;
  const frame = text ? Math.min(text.to - 6, text.from + 18) : 40;
  const name = goldenName(golden);
  const seen = shotsNear(frame, plan.shots);
  const drawn = await Promise.all(
    seen.map(async (shotIndex) => {
      const still = await pictures.drawStill({
        ...stillSize(brief.format),
        seed: filmSeed(script.title),
        title: script.title,
        language: script.language,
        look: style.pictures,
        idea: visual.idea,
        keywords: visual.keywords,
        narration,
        words: text === undefined ? 'none' : text.role === 'callout' ? 'figure' : 'title',
        sceneIndex,
        sceneCount: script.scenes.length,
        shotIndex,
      });
      const path = join(folder, `${name}-${shotIndex}.png`);
      await writeFile(path, still);
      return { kind: 'still' as const, path };
    }),
  );
  const paths = plan.shots.flatMap((_, shotIndex) => drawn[seen.indexOf(shotIndex)] ?? drawn[0] ?? []);
  const output = join(folder, `${name}.mp4`);
  await film.renderScene({
    ...requestOf(setting, sceneIndex, plan, { pictures: paths, watermark: { kind: 'text', text: '@goldens' } }),
    range: { from: frame, to: frame + 1 },
    output,
  });
  const half = `scale=${formats[golden.format].width / 2}:-2:flags=area`;
  const { stdout } = await promisify(execFile)(
    ffmpeg,
    ['-v', 'error', '-i', output, '-vf', half, '-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'],
    { encoding: 'buffer', maxBuffer: 1 << 26 },
  );
  return stdout;
}

/** Indexes of the shots a frame may show, with those that go over into it: no other has to be drawn for it. */
function shotsNear(frame: number, shots: readonly { frames: number }[]): number[] {
  let from = 0;
  return shots.flatMap(({ frames }, index) => {
    const [begins, ends] = [from, from + frames];
    from = ends;
    return frame >= begins - framesPerSecond && frame < ends + framesPerSecond ? [index] : [];
  });
}

/** Words at an even pace: what is looked at is the picture. */
function timed(text: string, language: Language): WordTiming[] {
  let at = 0.1;
  return splitWords(text, language).map((word) => {
    const start = at;
    at += 0.12 + 0.05 * [...word.text].length;
    return { ...word, start, end: at - 0.03 };
  });
}
