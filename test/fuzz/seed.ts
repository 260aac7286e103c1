import { waitFor } from '../support/wait-for.ts';
import { type StageRequest, stageRequests } from './stage-requests.ts';
import { blockedTopic, type StoredFiles } from './stored-stages.ts';

/** Ids of what there is. */
export interface Seed {
  inReview: string[];
  blocked: string[];
  ended: string[];
  assets: string[];
  uploads: string[];
  blockedUploads: string[];
  /** A/B tests that run, and those that ask which variant is to stay. */
  running: string[];
  asking: string[];
  /** Of Ada, who has just logged in. */
  refreshToken: string;
  stages: (StageRequest & { id: string })[];
}

interface SeedOptions {
  url: string;
  token: string;
  files: StoredFiles;
}

/** Of each, since approving, cancelling and deleting use them up. */
const copies = 4;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** A box `ftyp` of the brands isom and iso2, and no film behind it: nobody looks further. */
export const mp4 = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex');
/** Whom the service under test knows. */
export const ada = { name: 'ada', password: 'four words that will do' };

/** A test of two titles on a channel that isn't there. */
export const abTestExample = {
  ...{ target: 'simulated', video: { id: 'sim-20' } },
  variants: [{ title: 'Three hearts' }, { title: 'Why three hearts?' }],
};

/** Of what an answer says, what is needed here. */
type Answered = Partial<Record<'pipelineId' | 'assetId' | 'id' | 'state' | 'refreshToken', string>>;

/** Something of everything there is, in each of its states, asked for as a client would. */
export async function seed({ url, token, files }: SeedOptions): Promise<Seed> {
  const authorization = `Bearer ${token}`;

  async function ask(method: string, path: string, body?: FormData | object, key?: string): Promise<Answered> {
    const isForm = body instanceof FormData;
    const answer = await fetch(url + path, {
      method,
      headers: {
        authorization,
        ...(key && { 'idempotency-key': key }),
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      body: isForm ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
    return JSON.parse(text) as Answered;
  }

  const each = (make: (key: string) => Promise<string>): Promise<string[]> =>
    Promise.all(Array.from({ length: copies }, (_, copy) => make(`seed-${copy}`)));

  const pipelines = (state: string, brief: object) =>
    each(async (key) => {
      const { pipelineId = '' } = await ask('POST', '/api/pipelines', brief, `${key}-${state}`);
      await waitFor(
        () => ask('GET', `/api/pipelines/${pipelineId}`),
        (shown) => shown.state === state,
        60_000,
      );
      return pipelineId;
    });

  function form(fields: Record<string, string>, file: Buffer<ArrayBuffer>, name: string): FormData {
    const data = new FormData();
    for (const [field, value] of Object.entries(fields)) data.set(field, value);
    data.set('file', new Blob([file]), name);
    return data;
  }

  const uploaded = (state: string, fields: Record<string, string>) =>
    each(async (key) => {
      const { id = '' } = await ask('POST', '/api/videos/upload', form(fields, mp4, 'a.mp4'), `${key}-${state}`);
      await waitFor(
        () => ask('GET', `/api/videos/upload/${id}`),
        (shown) => shown.state === state,
        60_000,
      );
      return id;
    });

  const tested = (state: string, atEnd: string) =>
    each(async (key) => {
      const video = { id: `sim-${key.length}-${Number(key.slice(-1))}${state === 'asking' ? 1 : 0}` };
      const body = { ...abTestExample, video, atEnd };
      const { id = '' } = await ask('POST', '/abtests/create', body, `${key}-${state}`);
      await waitFor(
        () => ask('GET', `/api/abtests/${id}`),
        (shown) => shown.state === state,
        60_000,
      );
      return id;
    });

  const [inReview, blocked, ended, assets, uploads, blockedUploads, running, asking] = await Promise.all([
    pipelines('review', { topic: 'A film in review', review: true }),
    pipelines('blocked', { topic: blockedTopic }),
    pipelines('completed', { topic: 'A film that is there' }),
    each(async (key) => (await ask('POST', '/api/assets', form({ kind: 'picture' }, png, 'a.png'), key)).assetId ?? ''),
    uploaded('completed', {}),
    uploaded('blocked', { title: blockedTopic }),
    tested('running', 'apply'),
    tested('asking', 'ask'),
  ]);
  const stages = await Promise.all(
    stageRequests(files).map(async (stage) => ({
      ...stage,
      id: (await ask('POST', stage.path, stage.body, 'seed')).id ?? '',
    })),
  );
  const { refreshToken = '' } = await ask('POST', '/auth/login', ada);
  const abTests = { running, asking };
  return { inReview, blocked, ended, assets, uploads, blockedUploads, ...abTests, refreshToken, stages };
}
