import type { World } from './world.ts';

/** Has a call answered as if what it asks were done, and leaves all videos as they were. */
export function withoutEffect<Reply>(world: World, answer: () => Reply): Reply {
  const before = [...world.videos.values()].map((video) => ({
    ...{ video, copy: structuredClone(video) },
    looks: world.shown.get(video.id)?.looks.length ?? 0,
  }));
  try {
    return answer();
  } finally {
    for (const { video, copy, looks } of before) {
      if (!copy.thumbnail) delete video.thumbnail;
      Object.assign(video, copy);
      world.shown.get(video.id)?.looks.splice(looks);
    }
  }
}
