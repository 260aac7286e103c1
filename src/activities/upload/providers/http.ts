import type { ArtifactRef } from '../../../contracts/artifact.ts';
import { Failure } from '../../../contracts/failures.ts';
import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import { shownAddress } from '../../../infra/vendors/put-answer.ts';
import { createFilePut } from '../../../infra/vendors/put-file.ts';
import type { PublishRequest, PublishTarget } from './provider.ts';

interface HttpTargetOptions {
  artifacts: ArtifactStore;
  /** Whether films may be put to this machine and into local networks. */
  mayBeLocal: boolean;
}

interface Place {
  url: URL;
  ref: ArtifactRef;
}

/**
 * Puts files to the address of the brief's `publish.url`. One that ends with `/` gets them all under their names, the film last,
 * so that whoever waits for it finds the others; another, such as one that is signed beforehand, gets the film alone.
 *
 * Nothing is ever deleted there: an address that takes a PUT promises no more. What was sent stays.
 */
export function createHttpTarget({ artifacts, mayBeLocal }: HttpTargetOptions): PublishTarget {
  const { put, look } = createFilePut({ mayBeLocal });

  return {
    name: 'http',

    async publish(request, { signal, report }) {
      const places = placesOf(request);
      const total = places.reduce((sum, { ref }) => sum + ref.bytes, 0);
      let before = 0;
      for (const { url, ref } of places) {
        signal.throwIfAborted();
        const file = { ...ref, path: await artifacts.localFile(ref) };
        await put(url, file, { signal, onBytes: (sent) => report('bytes', before + sent, total) });
        before += ref.bytes;
      }
      const files = places.map(({ url }) => shownAddress(url));
      return { target: 'http', id: request.pipelineId, url: files.at(-1) ?? '', files };
    },

    async stands({ files = [] }, request, signal) {
      const places = placesOf(request);
      // Another address is another publication; a new signature of the same is not.
      if (places.map(({ url }) => shownAddress(url)).join('\n') !== files.join('\n')) return false;
      return (await Promise.all(places.map((place) => holds(place, signal)))).every(Boolean);
    },

    async retract({ brief }) {
      const address = brief?.publish?.url;
      if (address === undefined || !URL.canParse(address)) return {};
      return {
        note: `What was sent to ${shownAddress(new URL(address))} stays there: remove it where you don’t want it.`,
      };
    },
  };

  /** What HEAD doesn't tell, as where an address is signed for PUT alone, is as it was recorded. */
  async function holds({ url, ref }: Place, signal: AbortSignal): Promise<boolean> {
    const there = await look(url, signal);
    if (there?.status === 404 || there?.status === 410) return false;
    return there?.status !== 200 || there.bytes === undefined || there.bytes === ref.bytes;
  }
}

function placesOf({ brief, files, video }: PublishRequest): Place[] {
  const address = brief.publish?.url;
  if (address === undefined) {
    throw new Failure(
      'InvalidInput',
      'the target http has no address: give one as publish.url; one that ends with / gets all files, any other the film',
    );
  }
  if (!URL.canParse(address)) throw new Failure('InvalidInput', 'publish.url is no address: give it as https://…');
  const base = new URL(address);
  if (!base.pathname.endsWith('/')) return [{ url: base, ref: video }];
  const isFilm = ([, { sha256 }]: [string, ArtifactRef]) => sha256 === video.sha256;
  const entries = Object.entries(files);
  const inOrder = [...entries.filter((entry) => !isFilm(entry)), ...entries.filter(isFilm)];
  return inOrder.map(([name, ref]) => ({ url: within(base, name), ref }));
}

function within(folder: URL, name: string): URL {
  const url = new URL(folder);
  url.pathname += encodeURIComponent(name);
  return url;
}
