import { afterEach, describe, expect, it } from 'vitest';
import type { PictureProvider } from '../../../../src/activities/video/providers/provider.ts';
import { pexelsKey, type StockEmulator, startPexelsEmulator } from '../../../emulators/pexels.ts';
import type { Spoilt, StockItem, StockLibrary } from '../../../emulators/stock-library.ts';
import { drawn, shotOf, useStockBench } from '../stock-bench.ts';

const bench = useStockBench();
const emulators: StockEmulator[] = [];
afterEach(async () => {
  for (const emulator of emulators.splice(0)) {
    expect([...emulator.violations, ...emulator.media.violations]).toEqual([]);
    await emulator.close();
  }
});

async function pexelsWith(library?: StockLibrary): Promise<PictureProvider & { emulator: StockEmulator }> {
  const emulator = await startPexelsEmulator({ library });
  emulators.push(emulator);
  const [pexels] = bench.open({ pexels: { key: pexelsKey, baseUrl: emulator.url } });
  return { ...(pexels as PictureProvider), emulator };
}

const photo = (id: number, changes: Partial<StockItem> = {}): StockItem => ({
  ...{ id, kind: 'photo', width: 700, height: 1200, seconds: 0, author: `Author ${id}` },
  ...changes,
});
const only =
  (...items: StockItem[]): StockLibrary =>
  (_words, kind) =>
    items.filter((item) => item.kind === kind);

let film = 0;
const newFilm = () => `film-${(film += 1)}`;

describe('the pictures of a film', () => {
  it('are all different over twelve scenes that search for the same and ask at once', async () => {
    const pexels = await pexelsWith(only(...Array.from({ length: 40 }, (_, id) => photo(100 + id))));
    const pipelineId = newFilm();
    const shots = Array.from({ length: 12 }, (_, sceneIndex) => [0, 1].map((shotIndex) => ({ sceneIndex, shotIndex })));
    const found = await Promise.all(
      shots.map(async (scene) => {
        const claims = [];
        for (const shot of scene) {
          claims.push((await pexels.findPicture(...shotOf(bench, { pipelineId, ...shot }))).value.claim);
        }
        return claims;
      }),
    );
    expect(new Set(found.flat()).size).toBe(24);
    expect(found.flat()).not.toContain(undefined);

    // The same shot asking again gets its own, and another film may show it, too.
    const again = await pexels.findPicture(...shotOf(bench, { pipelineId, sceneIndex: 7, shotIndex: 1 }));
    expect(again.value.claim).toBe(found[7]?.[1]);
    const [request, call] = shotOf(bench, { pipelineId: newFilm() });
    expect((await pexels.findPicture(request, call)).value.claim).toBe('pexels/photo/100');
  });

  it('are shown again in another scene when none is left, but never twice in one', async () => {
    const pexels = await pexelsWith(only(photo(1)));
    const pipelineId = newFilm();
    const first = await pexels.findPicture(...shotOf(bench, { pipelineId }));
    const sameScene = await pexels.findPicture(...shotOf(bench, { pipelineId, shotIndex: 1 }));
    const nextScene = await pexels.findPicture(...shotOf(bench, { pipelineId, sceneIndex: 1 }));
    expect(first.value.claim).toBe('pexels/photo/1');
    expect(sameScene.value).toMatchObject({ bytes: drawn });
    expect(nextScene.value).toMatchObject({ kind: 'still', credit: { author: 'Author 1' } });
    expect(nextScene.value.claim).toBeUndefined();
    expect(nextScene.note).toMatch(/shown more than once/);
  });

  it('are free for the others when a shot no longer shows them', async () => {
    const pexels = await pexelsWith((words) => [photo(words.startsWith('crab') ? 2 : 1)]);
    const pipelineId = newFilm();
    await pexels.findPicture(...shotOf(bench, { pipelineId }));
    await pexels.findPicture(...shotOf(bench, { pipelineId, keywords: ['crab'] }));
    const other = await pexels.findPicture(...shotOf(bench, { pipelineId, sceneIndex: 1 }));
    expect(other.value.claim).toBe('pexels/photo/1');
  });
});

describe('a file of a stock site', () => {
  const bad: Spoilt[] = ['truncated', 'html', 'tiny', 'missing', 'otherKind', 'sideways', 'otherShape', 'loop'];
  it.each(bad)('that is %s is passed over for the next one', async (spoilt) => {
    const pexels = await pexelsWith(only(photo(1, { spoilt }), photo(2)));
    const { value, note } = await pexels.findPicture(...shotOf(bench, { pipelineId: newFilm() }));
    expect({ claim: value.claim, note }).toEqual({ claim: 'pexels/photo/2', note: undefined });
  });

  it('in four inks, turned by its header, or behind a redirect, is used', async () => {
    for (const spoilt of ['cmyk', 'turned', 'redirected'] as const) {
      const size = { width: 1200, height: 1200 };
      const pexels = await pexelsWith(only(photo(1, { ...size, spoilt })));
      const shot = shotOf(bench, { pipelineId: newFilm(), width: 1160, height: 1160 });
      expect((await pexels.findPicture(...shot)).value.claim).toBe('pexels/photo/1');
    }
  });

  it('is asked for five times at most: then the picture is drawn, and the result says why', async () => {
    const pexels = await pexelsWith(only(...[1, 2, 3, 4, 5, 6, 7].map((id) => photo(id, { spoilt: 'html' }))));
    const { value, note, costUsd } = await pexels.findPicture(...shotOf(bench, { pipelineId: newFilm() }));
    expect(value).toMatchObject({ kind: 'still', bytes: drawn });
    expect(value.credit).toBeUndefined();
    expect(costUsd).toBe(0);
    expect(note).toMatch(/^Pexels has no picture of “octopus reef” that could be used .*drawn instead\.$/);
    expect(pexels.emulator.media.calls).toHaveLength(5);
  });

  it('that does not come at all is worth another try later', async () => {
    const pexels = await pexelsWith(only(photo(1)));
    pexels.emulator.media.fail({ kind: 'status', status: 503 });
    const found = pexels.findPicture(...shotOf(bench, { pipelineId: newFilm() }));
    await expect(found).rejects.toMatchObject({ type: 'ProviderUnavailable' });
  });

  it('is no longer fetched when the activity is cancelled', async () => {
    const pexels = await pexelsWith(only(photo(1)));
    pexels.emulator.media.fail({ kind: 'stall' });
    const controller = new AbortController();
    const reason = new Error('the run was cancelled');
    const found = pexels.findPicture(...shotOf(bench, { pipelineId: newFilm(), signal: controller.signal }));
    const outcome = found.catch((error: unknown) => error);
    await expect.poll(() => pexels.emulator.media.calls.length).toBe(1);
    controller.abort(reason);
    expect(await outcome).toBe(reason);
  });
});

describe('the choice', () => {
  const video = (id: number, seconds: number, changes: Partial<StockItem> = {}) =>
    photo(id, { kind: 'video', seconds, width: 540, height: 960, ...changes });

  it('is a clip that is long enough, else a still, else a clip that has to be slowed down', async () => {
    const shot = () => shotOf(bench, { pipelineId: newFilm(), frames: 150 });
    const short = await pexelsWith(only(video(1, 4), photo(2)));
    expect((await short.findPicture(...shot())).value.claim).toBe('pexels/photo/2');
    const long = await pexelsWith(only(video(1, 4), photo(2), video(3, 9)));
    expect((await long.findPicture(...shot())).value.claim).toBe('pexels/video/3');
    const alone = await pexelsWith(only(video(1, 4)));
    expect((await alone.findPicture(...shot())).value.claim).toBe('pexels/video/1');
  });

  it('asks for fewer words when there is nothing for the more particular ones', async () => {
    const pexels = await pexelsWith((words, kind) => (words === 'octopus' && kind === 'photo' ? [photo(1)] : []));
    await pexels.findPicture(...shotOf(bench, { pipelineId: newFilm() }));
    const asked = pexels.emulator.calls.map(({ url }) => url.searchParams.get('query'));
    expect(asked).toEqual(['octopus reef', 'octopus reef', 'octopus', 'octopus']);
  });

  it('takes another shape only when there is none in the film’s', async () => {
    const wide = photo(1, { width: 1200, height: 700 });
    const both = await pexelsWith(only(wide, photo(2)));
    expect((await both.findPicture(...shotOf(bench, { pipelineId: newFilm() }))).value.claim).toBe('pexels/photo/2');
    const one = await pexelsWith(only(wide));
    const found = await one.findPicture(...shotOf(bench, { pipelineId: newFilm(), width: 460, height: 800 }));
    expect(found.value.claim).toBe('pexels/photo/1');
  });

  it('draws what nothing is found for, and says so', async () => {
    const pexels = await pexelsWith(() => []);
    const { value, note } = await pexels.findPicture(...shotOf(bench, { pipelineId: newFilm() }));
    expect(value).toMatchObject({ bytes: drawn });
    expect(note).toBe('Pexels has no picture of “octopus reef”: pictures were drawn instead.');
  });
});
