import { beforeEach, describe, expect, it } from 'vitest';
import type { Script } from '../../../../src/contracts/script.ts';
import type { RenderSceneResult } from '../../../../src/contracts/stages.ts';
import { createFakeStages, type FakeStages } from '../../../support/fake-stages.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { useStagesBench } from './stages-bench.ts';

let stages: FakeStages;
/** In place of the stage's own answer. */
let rendered: RenderSceneResult | undefined;
beforeEach(() => {
  stages = createFakeStages();
  rendered = undefined;
});

const bench = useStagesBench(() => ({
  'video-assembler': {
    renderScene: async (input) => rendered ?? stages.activities.renderScene(input),
    assembleFilm: (input) => stages.activities.assembleFilm(input),
  },
}));

const script: Script = {
  title: 'Three hearts',
  language: 'en',
  scenes: ['One.', 'Two.'].map((narration, index) => ({
    id: `s00${index + 1}`,
    narration,
    visual: { idea: 'nothing', keywords: [] },
  })),
  writer: { provider: 'brief' },
};

const json = (value: unknown) => bench.artifacts.putJson(value);
const narration = async () => ({
  audio: await bench.artifacts.putBytes(Buffer.from('sound'), 'audio/wav'),
  timing: await json({ words: [] }),
  frames: 90,
});

const finished = (location: string | null) =>
  waitFor(
    async () => (await bench.get(location ?? '')).body,
    ({ state }) => state === 'done',
  );

describe('/videos/assemble', () => {
  it('renders a scene of a narration, and tells how far at /videos/progress', async () => {
    const spoken = await narration();
    const request = { script, scene: 's002', narration: spoken, format: 'square', watermark: 'Ada' };
    const { status, headers, body } = await bench.post('/videos/assemble', request);
    expect([status, headers.get('location')]).toEqual([202, `/videos/progress/${body.id}`]);
    const { result, files } = await finished(headers.get('location'));
    expect(result).toMatchObject({ clip: {}, costUsd: 0.01, provider: 'fake' });
    expect(Object.keys(files ?? {})).toEqual(['scene.mp4', 'clip.json']);
    expect(stages.calls).toMatchObject([
      {
        name: 'renderScene',
        input: {
          ...spoken,
          pipelineId: body.id,
          script: await json(script),
          sceneIndex: 1,
          take: 0,
          brief: { format: 'square', watermark: 'Ada', topic: 'Three hearts', language: 'en', owner: 'ada' },
        },
      },
    ]);
  });

  it('gives the pictures of a rendered scene to be looked at', async () => {
    const segment = await bench.artifacts.putBytes(Buffer.from('frames'), 'video/mp4');
    const spoken = await narration();
    const pictures = [{ kind: 'still', file: segment }];
    const clip = await json({ sceneId: 's001', ...spoken, segment, segmentFrames: 90, pictures });
    rendered = { clip, provider: 'fake', costUsd: 0, found: false };
    const { headers } = await bench.post('/videos/assemble', { script, scene: 's001', narration: spoken });
    const { files = {} } = await finished(headers.get('location'));
    const answer = await fetch(bench.url + files['scene.mp4'], { headers: { authorization: 'Bearer ada:viewer' } });
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['video/mp4', 'frames']);
  });

  it('joins the clips of all scenes', async () => {
    const clips = [await json('clip 1'), await json('clip 2')];
    const { headers } = await bench.post('/videos/assemble', { script, clips, music: 'none', style: 'paper' });
    const { result, files } = await finished(headers.get('location'));
    expect(result).toMatchObject({
      video: { mediaType: 'video/mp4' },
      durationSeconds: 9,
      quality: { loudnessLufs: -14 },
    });
    expect(Object.keys(files ?? {})).toEqual(['video.mp4', 'captions.srt', 'captions.vtt']);
    expect(stages.calls).toMatchObject([
      { name: 'assembleFilm', input: { clips, brief: { music: { kind: 'none' }, style: 'paper' } } },
    ]);
  });

  it.each([
    ['neither a scene nor clips', async () => ({ script }), 'body.scene'],
    [
      'both',
      async () => ({ script, scene: 's001', narration: await narration(), clips: [await json(1)] }),
      'body.scene',
    ],
    ['a scene without its narration', async () => ({ script, scene: 's001' }), 'body.narration'],
    ['fewer clips than scenes', async () => ({ script, clips: [await json(1)] }), 'body.clips'],
    [
      'a clip that is not stored',
      async () => ({ script, clips: [await json(1), { ...(await json(1)), sha256: 'e'.repeat(64) }] }),
      'body.clips.1',
    ],
  ])('refuses %s', async (_, body, path) => {
    const answer = await bench.post('/videos/assemble', await body());
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect(stages.calls).toEqual([]);
  });
});
