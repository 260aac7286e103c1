import { publishDue } from './processing.ts';
import { createQuota, type DayUse } from './quota.ts';
import {
  type CaptionTrack,
  type Channel,
  createIds,
  type Playlist,
  type Settings,
  type Spoilt,
  type Video,
  type World,
} from './world.ts';

/** A video with all that belongs to it. */
export interface VideoView extends Video {
  captions: CaptionTrack[];
  /** Ids of the playlists it is in, as often as it is. */
  playlists: string[];
}

/** What a test may ask of the service's state, and change behind the client's back. */
export interface WorldView {
  readonly settings: Settings;
  /** The first one, whose account is signed in at the browser. */
  readonly channel: Channel;
  addChannel(title: string): Channel;
  /** The oldest first; all channels' unless said. */
  videos(channelId?: string): VideoView[];
  playlists(channelId?: string): Playlist[];
  /** Uploads whose snippet holds a text: begun, and finished with a video, which may be deleted since. */
  inserts(marker: string): { begun: number; finished: number };
  /** Uploads that are begun and not finished, with the bytes that are kept of each. */
  openSessions(): { id: string; title: string; size: number; kept: number }[];
  expireSessions(): void;
  /** What becomes of the next uploads in place of being processed, in order. */
  spoilUploads(...spoilt: Spoilt[]): void;
  /** @param day of the Pacific coast, `2026-11-23`; today unless said */
  quotaUsed(day?: string): DayUse;
  exhaustQuota(): void;
}

const defaults: Settings = {
  strict: true,
  processingPolls: 2,
  rejectDuplicates: false,
  thumbnailBytes: 2_097_152,
  sessionSeconds: 7 * 86_400,
  pageSize: 50,
  factsOf: () => ({}),
  reportDelayHours: 48,
  firstReportHours: 48,
  analyticsDelayHours: 60,
  dashedDates: false,
  oddColumns: false,
};

interface Start {
  now(): number;
  settings?: Partial<Settings>;
  quota?: Partial<DayUse>;
}

export function createWorld({ now, settings, quota }: Start): World {
  return {
    url: '',
    now,
    settings: { ...defaults, ...settings },
    quota: createQuota(now, quota),
    channels: new Map(),
    videos: new Map(),
    sessions: new Map(),
    captions: new Map(),
    playlists: new Map(),
    shown: new Map(),
    pictures: new Map(),
    rendered: new Map(),
    jobs: new Map(),
    audience: { known: new Map(), corrections: [] },
    spoilt: [],
    violations: [],
    makeId: createIds(),
  };
}

/** Everything but channels, settings and what was signed in. */
export function forgetWorld(world: World): void {
  const { videos, sessions, captions, playlists, shown, pictures, rendered, jobs } = world;
  for (const things of [videos, sessions, captions, playlists, shown, pictures, rendered, jobs]) things.clear();
  world.audience = { known: new Map(), corrections: [] };
  for (const channel of world.channels.values()) channel.isStruck = undefined;
  world.quota.forget();
  world.spoilt.length = 0;
  world.violations.length = 0;
}

/** @param project whose quota is meant */
export function viewWorld(world: World, project: string): WorldView {
  const addChannel = (title: string): Channel => {
    const id = `UC${world.makeId('channel', 22)}`;
    const channel = { id, title, handle: `@${title.toLowerCase().replace(/[^a-z0-9]+/g, '')}`, isSignedUp: true };
    world.channels.set(id, channel);
    return channel;
  };
  const of = <T extends { channelId: string }>(things: Map<string, T>, channelId?: string): T[] =>
    [...things.values()].filter((thing) => channelId === undefined || thing.channelId === channelId);
  const sessions = () => [...world.sessions.values()];

  return {
    settings: world.settings,
    channel: addChannel('Curious Things'),
    addChannel,
    videos(channelId) {
      publishDue(world);
      return of(world.videos, channelId).map((video) => ({
        ...structuredClone(video),
        captions: [...world.captions.values()].filter(({ videoId }) => videoId === video.id),
        playlists: of(world.playlists).flatMap(({ id, items }) =>
          items.filter(({ videoId }) => videoId === video.id).map(() => id),
        ),
      }));
    },
    playlists: (channelId) => structuredClone(of(world.playlists, channelId)),
    inserts(marker) {
      const begun = sessions().filter(({ draft }) => JSON.stringify(draft.snippet).includes(marker));
      return { begun: begun.length, finished: begun.filter(({ videoId }) => videoId !== undefined).length };
    },
    openSessions: () =>
      sessions()
        .filter(({ videoId, isExpired }) => videoId === undefined && !isExpired)
        .map(({ id, draft, size, receipt }) => ({ id, title: draft.snippet.title, size, kept: receipt.kept })),
    expireSessions() {
      for (const session of sessions()) session.isExpired = true;
    },
    spoilUploads: (...spoilt) => void world.spoilt.push(...spoilt),
    quotaUsed: (day) => world.quota.used(project, day),
    exhaustQuota: () => world.quota.exhaust(project),
  };
}
