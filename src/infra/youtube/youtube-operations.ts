/**
 * What is asked of the Data API, with the units of the day's quota that a call costs:
 * https://developers.google.com/youtube/v3/determine_quota_cost. An upload is begun from a bucket of its own.
 */
export const youtubeOperations = {
  'channels.list': { units: 1, method: 'GET', path: '/youtube/v3/channels' },
  'videos.list': { units: 1, method: 'GET', path: '/youtube/v3/videos' },
  'videos.update': { units: 50, method: 'PUT', path: '/youtube/v3/videos' },
  'videos.delete': { units: 50, method: 'DELETE', path: '/youtube/v3/videos' },
  'thumbnails.set': { units: 50, method: 'POST', path: '/upload/youtube/v3/thumbnails/set' },
  'captions.list': { units: 50, method: 'GET', path: '/youtube/v3/captions' },
  'captions.insert': { units: 400, method: 'POST', path: '/upload/youtube/v3/captions' },
  'playlists.list': { units: 1, method: 'GET', path: '/youtube/v3/playlists' },
  'playlists.insert': { units: 50, method: 'POST', path: '/youtube/v3/playlists' },
  'playlistItems.list': { units: 1, method: 'GET', path: '/youtube/v3/playlistItems' },
  'playlistItems.insert': { units: 50, method: 'POST', path: '/youtube/v3/playlistItems' },
} as const;

export type YoutubeOperation = keyof typeof youtubeOperations;
