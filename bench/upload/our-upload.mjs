// @ts-check
// The contender: the upload of the program, built, in a process of its own, from an artefact store as the workers have it.
import { readFileSync } from 'node:fs';
import { answerAsks, built, job } from '../measures/answer-asks.mjs';

/** @type {typeof import('../../src/infra/artifacts/folder-store.ts')} */
const { createFolderStore } = await built('infra/artifacts/folder-store.js');
/** @type {typeof import('../../src/infra/config/config.ts')} */
const { readConfig } = await built('infra/config/config.js');
/** @type {typeof import('../../src/infra/google/access-tokens.ts')} */
const { createAccessTokens } = await built('infra/google/access-tokens.js');
/** @type {typeof import('../../src/infra/youtube/read-range.ts')} */
const { readRange } = await built('infra/youtube/read-range.js');
/** @type {typeof import('../../src/infra/youtube/resumable-upload.ts')} */
const { createResumableUpload } = await built('infra/youtube/resumable-upload.js');

/** @typedef {import('../../src/contracts/artifact.ts').ArtifactRef} ArtifactRef */

const { youtube } = readConfig(job.environment).vendors;
if (!youtube?.refreshToken) throw new Error('no channel is signed in');
const { rootUrl, oauth, refreshToken } = youtube;
const store = createFolderStore({ folder: job.artifacts });
const tokens = createAccessTokens({ ...oauth, refreshToken });
// The books of the quota are another bench's.
const quota = { take: async () => 0, giveBack: async () => {}, check: async () => {} };
const upload = createResumableUpload({ rootUrl, tokens, quota: /** @type {any} */ (quota) });
const { signal } = new AbortController();

const snippet = { title: 'Bench', description: 'Bytes.', tags: [], categoryId: '27', defaultLanguage: 'en' };
const status = {
  privacyStatus: 'private',
  selfDeclaredMadeForKids: false,
  containsSyntheticMedia: true,
  license: 'youtube',
};
let confirmed = 0;

answerAsks({
  /** A session, with the token that it is used with. */
  begin: async (/** @type {ArtifactRef} */ { bytes, mediaType }) => ({
    session: await upload.begin({ snippet, status }, { bytes, mediaType, open: () => readRange('', 0, 0) }, signal),
    token: await tokens.get(signal),
  }),

  /** Sends a film: how long it took, and the memory at each quarter of it. */
  async send(/** @type {{ session: string, film: ArtifactRef }} */ { session, film }) {
    const began = performance.now();
    const path = await store.localFile(film);
    const verified = performance.now();
    const used = process.cpuUsage();
    /** @type {number[]} */
    const quarters = [];
    const onConfirmed = (/** @type {number} */ offset) => {
      confirmed = offset;
      while (quarters.length < Math.floor((4 * offset) / film.bytes)) quarters.push(memory('VmRSS'));
    };
    const source = {
      ...film,
      open: (/** @type {number} */ from, /** @type {number} */ end) => readRange(path, from, end),
    };
    const before = memory('VmHWM');
    await upload.send(session, source, 0, { signal, onConfirmed });
    const { user, system } = process.cpuUsage(used);
    onConfirmed(film.bytes);
    return {
      seconds: (performance.now() - verified) / 1000,
      verifySeconds: (verified - began) / 1000,
      cpuSeconds: (user + system) / 1e6,
      memory: { before, quarters, most: memory('VmHWM') },
    };
  },

  confirmed: () => confirmed,
});

/** proc(5), in MB; where there is no /proc, what the process has now. @param {'VmRSS' | 'VmHWM'} name */
function memory(name) {
  try {
    const [, kilobytes] =
      new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return process.memoryUsage().rss / 1024 ** 2;
  }
}
