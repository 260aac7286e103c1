import type { YoutubeEmulator } from '../start-youtube-emulator.ts';

const status = {
  privacyStatus: 'private',
  selfDeclaredMadeForKids: false,
  containsSyntheticMedia: true,
  license: 'youtube',
};

/** What a careful client says of a video. */
export const videoBody = (title = 'Octopus hearts', more: { snippet?: object; status?: object } = {}) => ({
  snippet: {
    ...{ title, description: `Three hearts.\n\nmarker-${title}`, tags: ['octopus'], categoryId: '27' },
    ...{ defaultLanguage: 'en', defaultAudioLanguage: 'en', ...more.snippet },
  },
  status: { ...status, ...more.status },
});

export interface Asking {
  method?: string;
  json?: unknown;
  bytes?: Buffer;
  headers?: Record<string, string>;
  token?: string;
}

/** One request as it is, with the first channel's token unless it brings one. */
export async function ask(emulator: YoutubeEmulator, path: string, asking: Asking = {}): Promise<Response> {
  const { method, json, bytes, headers, token = tokenFor(emulator) } = asking;
  const type = json === undefined ? undefined : { 'content-type': 'application/json; charset=UTF-8' };
  return fetch(new URL(path, emulator.url), {
    method: method ?? (json === undefined && bytes === undefined ? 'GET' : 'POST'),
    headers: { authorization: `Bearer ${token}`, ...type, ...headers },
    body: json === undefined ? bytes && new Uint8Array(bytes) : JSON.stringify(json),
    redirect: 'manual',
  });
}

export const tokenFor = ({ oauth, channel }: YoutubeEmulator): string => oauth.issue(channel.id).accessToken;

/** The answer's status, with the reason when it is an error. */
export async function outcomeOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  const text = await response.text();
  const { error } = JSON.parse(text || '{}') as { error?: { errors: { reason: string }[] } };
  return error ? `${response.status} ${error.errors[0]?.reason}` : `${response.status}`;
}

export const startUpload = (emulator: YoutubeEmulator, size: number, body: unknown = videoBody()): Promise<Response> =>
  ask(emulator, '/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status', {
    json: body,
    headers: { 'x-upload-content-length': `${size}`, 'x-upload-content-type': 'video/mp4' },
  });

export const put = (emulator: YoutubeEmulator, session: string, bytes: Buffer, range?: string): Promise<Response> =>
  ask(emulator, session, { method: 'PUT', bytes, headers: range === undefined ? {} : { 'content-range': range } });

/** A film that is uploaded with every care: it asks for the status after whatever went wrong. */
export async function uploadFilm(
  emulator: YoutubeEmulator,
  film: Buffer,
  { title = 'Octopus hearts', chunk = 1_048_576 } = {},
) {
  const begin = async (): Promise<string> => {
    for (;;) {
      const response = await startUpload(emulator, film.length, videoBody(title)).catch(() => undefined);
      const location = response?.headers.get('location');
      if (location) return location;
    }
  };
  let session = await begin();
  let next = 0;
  let isKnown = true;
  for (let tries = 0; tries < 500; tries += 1) {
    const bytes = isKnown ? film.subarray(next, next + chunk) : Buffer.alloc(0);
    const range = isKnown ? `bytes ${next}-${next + bytes.length - 1}/${film.length}` : `bytes */${film.length}`;
    const response = await put(emulator, session, bytes, range).catch(() => undefined);
    if (response?.status === 404) {
      const found = emulator.videos().find((video) => video.snippet.title === title);
      if (found) return found.id;
      session = await begin();
      [next, isKnown] = [0, true];
    } else if (response?.status === 308) {
      next = Number(/^bytes=0-(\d+)$/.exec(response.headers.get('range') ?? 'bytes=0--1')?.[1] ?? -1) + 1;
      isKnown = true;
    } else if (response?.status === 201) {
      return ((await response.json()) as { id: string }).id;
    } else {
      isKnown = false;
    }
  }
  throw new Error('the upload did not come to an end');
}

/** Bytes without any pattern that an error could hide in. */
export function filmOf(size: number, seed = 1): Buffer {
  const film = Buffer.alloc(size);
  let state = seed;
  for (let at = 0; at + 4 <= size; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    film.writeUInt32LE(state, at);
  }
  return film;
}
