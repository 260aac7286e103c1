/** What a sign-in has to allow: no less is of use, and no more is asked for. */
export const youtubeScopes = [
  // Uploads, and everything that is set on a video afterwards: captions can be had with no smaller one.
  'https://www.googleapis.com/auth/youtube.force-ssl',
  // What A/B tests are decided by: views, and how often a thumbnail was shown and chosen.
  'https://www.googleapis.com/auth/yt-analytics.readonly',
];
