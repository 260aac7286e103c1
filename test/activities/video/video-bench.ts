import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll } from 'vitest';
import { createStyleReader } from '../../../src/activities/styles.ts';
import { createAssembleFilm } from '../../../src/activities/video/assemble-film.ts';
import type { PictureProvider, PictureRequest } from '../../../src/activities/video/providers/provider.ts';
import { createRenderScene } from '../../../src/activities/video/render-scene.ts';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import type { Script } from '../../../src/contracts/script.ts';
import type { Style } from '../../../src/contracts/style.ts';
import { createFilmEngine, type FilmEngine } from '../../../src/engines/film/film-engine.ts';
import type { PictureEngine } from '../../../src/engines/pictures/picture-engine.ts';
import { encodeWav } from '../../../src/engines/voice/wav.ts';
import { projectRoot } from '../../../src/infra/config/project-root.ts';
import { vivid } from '../../engines/film/samples.ts';
import { testTools } from '../../support/tools.ts';
import { runActivity, type StageBench, scriptOf, stageInput } from '../stage-bench.ts';

interface Narration {
  audio: ArtifactRef;
  timing: ArtifactRef;
  frames: number;
}

/** A hum with words in it, at an even pace; as many frames as asked for. */
async function storeNarration({ artifacts }: StageBench, text: string, frames: number) {
  const samples = Float32Array.from({ length: frames * 1600 }, (_, at) => {
    return 0.3 * Math.sin((2 * Math.PI * 180 * at) / 48_000) * (0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * at) / 48_000));
  });
  const words = text.split(' ');
  const each = (frames / 30 - 0.2) / words.length;
  const timing = words.map((word, index) => ({ text: word, start: index * each, end: (index + 0.9) * each }));
  return {
    audio: await artifacts.putBytes(encodeWav(samples, 48_000), 'audio/wav'),
    timing: await artifacts.putJson({ sceneId: 's001', words: timing, source: 'exact' }),
    frames,
  };
}

/** A picture of discs that follows from scene and shot. */
function drawSample({ width, height, sceneIndex, shotIndex }: PictureRequest): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = `hsl(${sceneIndex * 80 + shotIndex * 25} 60% 45%)`;
  context.fillRect(0, 0, width, height);
  for (let disc = 0; disc < 30; disc++) {
    context.fillStyle = `hsl(${disc * 40} 70% 60%)`;
    context.beginPath();
    context.arc(((disc * 197 + sceneIndex * 61) % width) + 20, (disc * 131) % height, 40, 0, 2 * Math.PI);
    context.fill();
  }
  return canvas.toBuffer('image/png');
}

/** A film engine for all tests of a file: its threads take a second of a processor to start. */
export function useFilmEngine(): () => FilmEngine {
  let film: FilmEngine;
  beforeAll(() => {
    film = createFilmEngine({ ffmpeg: testTools().ffmpeg, threads: 2 });
  });
  afterAll(() => film.close());
  return () => film;
}

/**
 * The stages of the step `video` with a real film engine; without other providers pictures are counted, and cost a cent each.
 */
export function openVideoBench(bench: StageBench, film: FilmEngine, available?: readonly PictureProvider[]) {
  const asked: PictureRequest[] = [];
  const provider: PictureProvider = {
    name: 'generated',
    inputsOf: ({ look, ...request }) => ({ ...request, look: look.treatment }),
    async findPicture(request) {
      asked.push(request);
      return { value: { kind: 'still', bytes: drawSample(request), mediaType: 'image/png' }, costUsd: 0.01 };
    },
  };
  const pictures: Pick<PictureEngine, 'drawCard'> = {
    drawCard: async (card) => drawSample({ ...card, sceneIndex: 9, shotIndex: 0 } as unknown as PictureRequest),
  };
  const tools = {
    film,
    readStyle: createStyleReader(join(projectRoot, 'styles'), bench.artifacts),
    scratchFolder: join(bench.folder, 'scratch'),
  };
  const renderScene = createRenderScene(bench, available ?? [provider], tools);
  const assembleFilm = createAssembleFilm(bench, {
    ...tools,
    pictures: pictures as PictureEngine,
    musicFolder: testTools().music,
  });

  return {
    asked,
    /** Renders one scene of a stored script. */
    render(script: ArtifactRef, sceneIndex: number, narration: Narration, brief = {}) {
      const { audio, timing, frames } = narration;
      return runActivity(renderScene, { ...stageInput(brief), script, sceneIndex, audio, timing, frames });
    },
    join: (script: ArtifactRef, clips: ArtifactRef[], brief = {}) =>
      runActivity(assembleFilm, { ...stageInput(brief), script, clips }),
    /** Renders and joins a film of one narration a scene. */
    async makeFilm(narrations: string[], frames: number[], brief = {}, changes: Partial<Script> = {}) {
      const script = await bench.artifacts.putJson(scriptOf(narrations, changes));
      const scenes = await Promise.all(
        narrations.map(async (text, index) => {
          const narration = await storeNarration(bench, text, frames[index] as number);
          return this.render(script, index, narration, brief);
        }),
      );
      const clips = scenes.map(({ clip }) => clip);
      return { scenes, joined: await this.join(script, clips, brief) };
    },
    /** A style in which every scene comes in by a transition. */
    storeStyle: (changes: Partial<Style> = {}) => bench.artifacts.putJson({ ...allTransitions, ...changes }),
  };
}

const allTransitions: Style = {
  ...vivid,
  transitions: {
    ...vivid.transitions,
    shots: { kind: 'slide', share: 1, seconds: 0.2 },
    scenes: { kind: 'zoom', share: 1, seconds: 0.4 },
  },
};
