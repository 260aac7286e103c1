import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseTrack, findMusic } from '../../src/activities/music.ts';
import { formats } from '../../src/contracts/formats.ts';
import { testTools } from '../support/tools.ts';
import { stageInput, useStageBench } from './stage-bench.ts';

const bench = useStageBench();
const brief = (changes = {}) => stageInput(changes).brief;
const titles = Array.from({ length: 40 }, (_, index) => `Title ${index}`);

describe('the music of a film', () => {
  it('is the same track for the same title, and not the same for all', () => {
    for (const title of titles) expect(chooseTrack(brief(), title)).toEqual(chooseTrack(brief(), title));
    expect(new Set(titles.map((title) => chooseTrack(brief(), title)?.file)).size).toBe(5);
  });

  it.each(Object.keys(formats))('has every track a %s film can get among those the set-up fetches', async (format) => {
    for (const title of titles) {
      const path = await findMusic(bench.artifacts, testTools().music, brief({ format }), title);
      expect(path).toContain(testTools().music);
    }
  });

  it('is credited by its title, maker and licence', () => {
    expect(chooseTrack(brief(), 'Three hearts')?.credit).toMatch(/^Music: “[a-z0-9 ]+” from Immich Memories \(MIT\)$/);
  });

  it('is none when the brief wants none', async () => {
    const silent = brief({ music: { kind: 'none' } });
    expect(chooseTrack(silent, 'Three hearts')).toBeUndefined();
    expect(await findMusic(bench.artifacts, testTools().music, silent, 'Three hearts')).toBeUndefined();
  });

  it("is the person's own file when there is one, and then no track is credited", async () => {
    const file = await bench.artifacts.putBytes(Buffer.from('a song'), 'audio/mpeg');
    const own = brief({ music: { kind: 'file', file } });
    const path = await findMusic(bench.artifacts, bench.folder, own, 'Three hearts');
    expect(path).toBe(await bench.artifacts.localFile(file));
    expect(path).toMatch(/\.mp3$/);
    expect(chooseTrack(own, 'Three hearts')).toBeUndefined();
  });

  it('that is not installed is ToolMissing, with what to do', async () => {
    const track = chooseTrack(brief(), 'Three hearts')?.file ?? '';
    await expect(findMusic(bench.artifacts, bench.folder, brief(), 'Three hearts')).rejects.toMatchObject({
      type: 'ToolMissing',
      message: `the music track ${track} is not installed: run \`./faceless setup\`, or use --music none`,
    });
    await mkdir(dirname(join(bench.folder, track)), { recursive: true });
    await writeFile(join(bench.folder, track), '');
    expect(await findMusic(bench.artifacts, bench.folder, brief(), 'Three hearts')).toBe(join(bench.folder, track));
  });
});
