import type { VideoView } from '../emulators/youtube/world-view.ts';
import type { PublishedFilm } from './publish-films.ts';

/** What is wrong with what is on the channel in the end, a sentence each; and how many videos there are too many. */
export function checkFilms(
  films: readonly PublishedFilm[],
  videos: readonly VideoView[],
): { breaches: string[]; duplicates: number } {
  const breaches: string[] = [];
  let duplicates = 0;
  const known = new Set(films.map(({ film }) => film.title));
  for (const { snippet } of videos) {
    if (!known.has(snippet.title)) breaches.push(`nobody published the video '${snippet.title}'`);
  }
  for (const published of films) {
    const { title } = published.film;
    const there = videos.filter(({ snippet, content }) => {
      return snippet.title === title || content.sha256 === published.film.input.video.sha256;
    });
    const [video] = there;
    duplicates += Math.max(0, there.length - 1);
    if (there.length !== 1) breaches.push(`${title} is there ${there.length} times`);
    if (published.failure !== undefined) breaches.push(`${title} failed: ${published.failure}`);
    else if (video) breaches.push(...faultsOf(published, video).map((fault) => `${title} ${fault}`));
  }
  return { breaches, duplicates };
}

function faultsOf({ film, result }: PublishedFilm, video: VideoView): string[] {
  const { sha256, bytes } = film.input.video;
  const { content, snippet, status, privacies, captions, thumbnail } = video;
  const checks: [boolean, string][] = [
    [content.sha256 === sha256 && content.bytes === bytes, `came with other bytes: ${content.bytes} of ${bytes}`],
    [result?.publication.id === video.id, `was told to be ${result?.publication.id}, and is ${video.id}`],
    [snippet.title === film.title, `has the title '${snippet.title}'`],
    [snippet.description === film.description, `has the description '${snippet.description}'`],
    [status.privacyStatus === 'private' && privacies.every((each) => each === 'private'), `was ${privacies.join()}`],
    [result?.publication.privacy === 'private', `was told to be ${result?.publication.privacy}`],
    [captions.length === 1, `has ${captions.length} tracks of captions`],
    [thumbnail?.sha256 === film.input.thumbnails[0]?.image.sha256, 'has another thumbnail'],
  ];
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}
