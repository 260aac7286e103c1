import { youtubeOperations } from '../../../../infra/youtube/youtube-operations.ts';
import type { PublishRequest } from '../provider.ts';

const { units: list } = youtubeOperations['videos.list'];
const update = youtubeOperations['videos.update'].units;
const thumbnail = youtubeOperations['thumbnails.set'].units;
const captions = youtubeOperations['captions.insert'].units;
const playlist = youtubeOperations['playlists.insert'].units + youtubeOperations['playlistItems.insert'].units;

// Processing is asked after in ever longer pauses: so often for a film that takes an hour.
const looks = 25 * list;

// The film's own, and those in other languages.
const captionTrack = /^captions(?:\.[\w-]+)?\.srt$/;

/** What a film's publication takes of the day's units after its upload, at most. */
export function unitsOf({ files, brief }: Pick<PublishRequest, 'files' | 'brief'>): number {
  const names = Object.keys(files);
  const own = names.some((name) => name.startsWith('thumbnail-')) ? thumbnail : 0;
  const tracks = names.filter((name) => captionTrack.test(name)).length * captions;
  const playlists = (brief.publish?.playlists.length ?? 0) * playlist;
  // Title and description once, who may see it once.
  return looks + own + tracks + playlists + 2 * update;
}
