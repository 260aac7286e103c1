import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseTrack, findMusic } from '../../src/activities/music.ts';
import type { MusicLook } from '../../src/contracts/style.ts';
import { testTools } from '../support/tools.ts';
import { stageInput, useStageBench } from './stage-bench.ts';

const bench = useStageBench();
const brief = (changes = {}) => stageInput(changes).brief;
const titles = Array.from({ length: 60 }, (_, index) => `Title ${index}`);
const moods = ['calm', 'energetic', 'happy', 'nostalgic', 'tender'] as const;
const look = (mood: MusicLook['mood']): MusicLook => ({ mood, underVoiceLu: 14 });
const calm = look('calm');

describe('the music of a film', () => {
  it.each(moods)(
    'that is %s is the same track for the same title, and over many titles all that are bundled',
    async (mood) => {
      const files = titles.map((title) => chooseTrack(brief(), look(mood), title)?.file);
      expect(files).toEqual(titles.map((title) => chooseTrack(brief(), look(mood), title)?.file));
      const bundled = (await readdir(join(testTools().music, mood))).map((name) => join(mood, name));
      expect([...new Set(files)].sort()).toEqual(bundled.sort());
    },
  );

  it('is found among what the set-up fetched', async () => {
    const path = await findMusic(bench.artifacts, testTools().music, brief(), calm, 'Three hearts');
    expect(path).toContain(join(testTools().music, 'calm'));
  });

  it('is credited by its title, maker and licence', () => {
    expect(chooseTrack(brief(), calm, 'Three hearts')?.credit).toMatch(
      /^Music: “calm [a-z0-9 ]+” from Immich Memories \(MIT\)$/,
    );
  });

  it('is none when the brief wants none', async () => {
    const silent = brief({ music: { kind: 'none' } });
    expect(chooseTrack(silent, calm, 'Three hearts')).toBeUndefined();
    expect(await findMusic(bench.artifacts, testTools().music, silent, calm, 'Three hearts')).toBeUndefined();
  });

  it("is the person's own file when there is one, and then no track is credited", async () => {
    const file = await bench.artifacts.putBytes(Buffer.from('a song'), 'audio/mpeg');
    const own = brief({ music: { kind: 'file', file } });
    const path = await findMusic(bench.artifacts, bench.folder, own, calm, 'Three hearts');
    expect(path).toBe(await bench.artifacts.localFile(file));
    expect(path).toMatch(/\.mp3$/);
    expect(chooseTrack(own, calm, 'Three hearts')).toBeUndefined();
  });

  it('that is not installed is ToolMissing, with what to do', async () => {
    const track = chooseTrack(brief(), calm, 'Three hearts')?.file ?? '';
    const finding = () => findMusic(bench.artifacts, bench.folder, brief(), calm, 'Three hearts');
    await expect(finding()).rejects.toMatchObject({
      type: 'ToolMissing',
      message: `the music track ${track} is not installed: run \`./faceless setup\`, or use --music none`,
    });
    await mkdir(dirname(join(bench.folder, track)), { recursive: true });
    await writeFile(join(bench.folder, track), '');
    expect(await finding()).toBe(join(bench.folder, track));
  });
});
