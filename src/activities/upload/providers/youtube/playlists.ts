import type { PublicationInput } from '../../../../contracts/stages.ts';
import type { YoutubeApi } from '../../../../infra/youtube/youtube-api.ts';

/** Puts a film into the playlists its brief names, by id or title, each once. A playlist there is not yet is made. */
export async function addToPlaylists(
  api: YoutubeApi,
  { brief, publication }: PublicationInput,
  signal: AbortSignal,
): Promise<void> {
  const named = [...new Set(brief.publish?.playlists)];
  if (named.length === 0) return;
  const known = await api.playlists(signal);
  // It is to be seen by those who may see the film in the end.
  const privacyStatus = brief.publish?.privacy ?? (brief.publish?.publishAt === undefined ? 'private' : 'public');
  for (const name of named) {
    const found = known.find(({ id }) => id === name) ?? known.find(({ title }) => fold(title) === fold(name));
    const { id } = found ?? (await api.createPlaylist({ title: name, privacyStatus }, signal));
    if (!(await api.isInPlaylist(id, publication.id, signal))) {
      await api.addToPlaylist(id, publication.id, signal);
    }
  }
}

const fold = (title: string): string => title.normalize('NFC').trim().toLowerCase();
