import { type Emulator, startEmulator, VendorRefusal, type VendorReply } from './emulator.ts';
import { termsAround } from './keyword-data.ts';

const parameters = ['client', 'ds', 'hl', 'gl', 'ie', 'oe', 'q'];

/** The completions of YouTube's search box. A query with `nothing` in it has none. */
export function startSuggestEmulator({ port }: { port?: number } = {}): Promise<Emulator> {
  return startEmulator({ name: 'suggest', errorOf: (status) => `Error ${status}`, answer }, port);
}

function answer({ method, url }: { method: string; url: URL }): VendorReply {
  const refuse = (reason: string) => new VendorRefusal({ status: 400, json: `Error 400 (Bad Request): ${reason}` });
  if (method !== 'GET' || url.pathname !== '/complete/search') throw refuse('not found');
  const params = url.searchParams;
  const unknown = [...params.keys()].find((name) => !parameters.includes(name));
  if (unknown) throw refuse(`unknown parameter ${unknown}`);
  // Other clients are answered in other forms.
  if (params.get('client') !== 'firefox') throw refuse('this client is not known here');
  if (params.get('ds') !== 'yt') throw refuse('this is not YouTube');
  const q = params.get('q') ?? '';
  if (q === '') throw refuse('q is missing');
  const suggestions = q.includes('nothing') ? [] : termsAround(q).slice(0, 10);
  const json = JSON.stringify([q, suggestions, [], { 'google:suggestsubtypes': suggestions.map(() => [512]) }]);
  // Unless told otherwise it answers in Latin-1.
  const isUtf8 = params.get('oe')?.toLowerCase() === 'utf-8';
  return {
    bytes: isUtf8 ? Buffer.from(json, 'utf8') : Buffer.from(json, 'latin1'),
    mediaType: `text/javascript; charset=${isUtf8 ? 'UTF-8' : 'ISO-8859-1'}`,
  };
}
