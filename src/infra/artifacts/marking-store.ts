import { AsyncLocalStorage } from 'node:async_hooks';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import type { ArtifactStore } from './artifact-store.ts';

interface CurrentUser {
  user: string;
  /** What it said already. */
  said: Set<string>;
}

const current = new AsyncLocalStorage<CurrentUser>();

/** Whatever `work` puts into a marking store, looks for there or reads from it is used by `user` from then on. */
export function usedBy<T>(user: string, work: () => Promise<T>): Promise<T> {
  return current.run({ user, said: new Set() }, work);
}

/**
 * A store that says by itself who uses which file, for all that runs within `usedBy`: no stage has to think of it, and files of
 * tries that failed are known too. The use is said before the file is looked for, so that what was found stays.
 */
export function createMarkingStore(store: ArtifactStore): ArtifactStore {
  async function mark(ref: ArtifactRef): Promise<void> {
    const using = current.getStore();
    const name = `${ref.sha256} ${ref.mediaType}`;
    if (!using || using.said.has(name)) return;
    await store.use(using.user, [ref]);
    using.said.add(name);
  }

  /** Equal bytes that were there already may just have gone with the last run that used them: then they are put again. */
  async function put(once: () => Promise<ArtifactRef>): Promise<ArtifactRef> {
    const ref = await once();
    if (!current.getStore()) return ref;
    await mark(ref);
    return (await store.has(ref)) ? ref : once();
  }

  const marked =
    <Answer>(ask: (ref: ArtifactRef) => Promise<Answer>) =>
    async (ref: ArtifactRef): Promise<Answer> => {
      await mark(ref);
      return ask(ref);
    };

  return {
    ...store,
    putFile: (path, mediaType) => put(() => store.putFile(path, mediaType)),
    putBytes: (bytes, mediaType) => put(() => store.putBytes(bytes, mediaType)),
    putJson: (value) => put(() => store.putJson(value)),
    readBytes: marked(store.readBytes),
    readJson: marked(store.readJson),
    open: marked(store.open),
    localFile: marked(store.localFile),
    has: marked(store.has),
  };
}
