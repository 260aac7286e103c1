import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { startYoutubeEmulator } from '../start-youtube-emulator.ts';
import { filmOf, startUpload, tokenFor } from './reference-client.ts';

const megabyte = 1_000_000;
// Garbage of the stream itself, not yet collected, is about as much for any size.
const most = 64 * megabyte;

it('takes films in without keeping them in memory', async () => {
  const emulator = await startYoutubeEmulator();
  const megabytes = process.env.CAMPAIGN === 'full' ? 1000 : 100;
  const piece = filmOf(megabyte);
  const sha256 = createHash('sha256');
  const before = process.memoryUsage().arrayBuffers;
  let peak = 0;
  function* film() {
    for (let sent = 0; sent < megabytes; sent += 1) {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
      sha256.update(piece);
      yield piece;
    }
  }
  try {
    const size = megabytes * megabyte;
    const session = (await startUpload(emulator, size)).headers.get('location') ?? '';
    const headers = { authorization: `Bearer ${tokenFor(emulator)}`, 'content-length': size };
    const put = request(session, { method: 'PUT', headers });
    const answered = new Promise((resolve, reject) => put.on('response', resolve).on('error', reject));
    await pipeline(Readable.from(film(), { objectMode: false }), put);
    await answered;
    expect(emulator.videos()).toMatchObject([{ content: { sha256: sha256.digest('hex'), bytes: size } }]);
    expect(peak).toBeLessThan(most);
  } finally {
    await emulator.close();
  }
});
