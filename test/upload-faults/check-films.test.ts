import { describe, expect, it } from 'vitest';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import { briefSchema } from '../../src/contracts/brief.ts';
import type { VideoView } from '../emulators/youtube/world-view.ts';
import { checkFilms } from './check-films.ts';
import type { PublishedFilm } from './publish-films.ts';

const file = (sha256: string, bytes: number): ArtifactRef => ({ sha256, bytes, mediaType: 'video/mp4' });

function publishedFilm(title: string): PublishedFilm {
  const brief = briefSchema.parse({ topic: title });
  const thumbnails = [{ id: 'a', image: file('picture', 9), text: '', design: '' }];
  const input = {
    pipelineId: title,
    brief,
    take: 0,
    files: {},
    video: file(title, 100),
    metadata: file('', 1),
    thumbnails,
  };
  const publication = { target: 'youtube', id: `id of ${title}`, url: '', privacy: 'private' as const };
  const result = { publication, provider: 'youtube', costUsd: 0, found: false };
  return { film: { input, title, description: 'Said.' }, result };
}

/** On the channel as it should be. */
function videoOf({ film }: PublishedFilm, changes: Partial<VideoView> = {}): VideoView {
  return {
    ...{ id: `id of ${film.title}`, content: film.input.video, privacies: ['private'], captions: [{}] },
    ...{ snippet: { title: film.title, description: film.description }, status: { privacyStatus: 'private' } },
    ...{ thumbnail: film.input.thumbnails[0]?.image, ...changes },
  } as VideoView;
}

const film = publishedFilm('Film 1');
const other = publishedFilm('Film 10');
const snippet = videoOf(film).snippet;

describe('the look at the channel after a campaign', () => {
  it('finds nothing wrong where each film is there once', () => {
    const looked = checkFilms([film, other], [videoOf(other), videoOf(film)]);
    expect(looked).toEqual({ breaches: [], duplicates: 0 });
  });

  it.each<[string, VideoView[], string]>([
    ['is missing', [], 'Film 1 is there 0 times'],
    ['is there twice', [videoOf(film), videoOf(film, { id: 'second' })], 'Film 1 is there 2 times'],
    ['has other bytes', [videoOf(film, { content: file('other', 99) })], 'Film 1 came with other bytes: 99 of 100'],
    ['is another video than was told', [videoOf(film, { id: 'x' })], 'Film 1 was told to be id of Film 1, and is x'],
    ['was public', [videoOf(film, { privacies: ['private', 'public'] })], 'Film 1 was private,public'],
    ['has no captions', [videoOf(film, { captions: [] })], 'Film 1 has 0 tracks of captions'],
    ['has no thumbnail', [videoOf(film, { thumbnail: undefined })], 'Film 1 has another thumbnail'],
    [
      'has its marker left',
      [videoOf(film, { snippet: { ...snippet, description: 'Said. [upload 1]' } })],
      "Film 1 has the description 'Said. [upload 1]'",
    ],
  ])('finds a film that %s', (_, videos, breach) => {
    expect(checkFilms([film], videos).breaches).toEqual([breach]);
  });

  it('finds a film whose workflow failed, and a video of nobody', () => {
    const { breaches } = checkFilms([{ ...film, failure: 'no' }], [videoOf(film), videoOf(other)]);
    expect(breaches).toEqual(["nobody published the video 'Film 10'", 'Film 1 failed: no']);
  });
});
