import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' }) => void;

let collect: Collect | undefined;

/**
 * Frees what has just been drawn and copied, in about half a millisecond. Pixels of words and decoded stills lie outside
 * V8's heap; V8 lets 60 to 100 MB of them pile up before it looks, in every thread.
 */
export function freeYoungGarbage(): void {
  if (!collect) {
    // The collector is shown to contexts that are made after this flag, not to running ones.
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
  }
  collect({ type: 'minor' });
}
