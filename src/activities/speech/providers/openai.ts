import type OpenAI from 'openai';
import { Failure } from '../../../contracts/failures.ts';
import { languageCodes } from '../../../contracts/languages.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import type { SpeechService } from '../speak-by-service.ts';

// `/audio/speech` takes 4,096.
const longestText = 4000;

/** The voices of `/audio/speech`, which has no list to ask for; each speaks every language. */
const voices: readonly string[] = [
  ...['alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'onyx', 'nova', 'sage', 'shimmer', 'verse', 'marin', 'cedar'],
];

/** OpenAI's speech by its own client. It doesn't say when it speaks which word; a minute of sound has a price. */
export function createOpenAiSpeech(config: NonNullable<VendorConfig['openai']>): SpeechService {
  const { key, baseUrl, speechModel: model } = config;
  const title = 'OpenAI';
  const vendor = createVendor({ name: 'openai', title, secrets: [key], modelVariable: 'OPENAI_SPEECH_MODEL' });
  let client: Promise<OpenAI> | undefined;

  const load = () => {
    client ??= import('openai').then(
      ({ default: Client }) =>
        new Client({
          ...{ apiKey: key, baseURL: baseUrl, maxRetries: 0, fetch: vendor.fetch, logLevel: 'off' },
          // It would take them from the environment.
          ...{ organization: null, project: null },
        }),
    );
    return client;
  };

  return {
    name: 'openai',
    title,
    // It takes 0.25 to 4; beyond these it stops sounding like a person.
    speeds: { slowest: 0.75, fastest: 1.3 },
    readsAround: false,
    modelOf: () => model,
    defaultVoice: () => 'alloy',
    fits: ({ words }) => words.reduce((sum, { text }) => sum + text.length + 1, 0) <= longestText,
    unitsOf: (_request, seconds) => ({ seconds }),

    checkVoice(voice) {
      // Those of one's own have an id.
      if (voices.includes(voice) || voice.startsWith('voice_')) return;
      throw new Failure('UnknownVoice', `${title} has no voice '${voice}'; it has: ${voices.join(', ')}`);
    },

    async speak({ text, voice, speed }, signal) {
      const body = { model, voice, input: text, speed, response_format: 'wav' as const };
      const answer = await load()
        .then(({ audio }) => audio.speech.create(body, { signal }))
        .catch((error: unknown) => {
          throw vendor.failureOf(error, signal);
        });
      const type = answer.headers.get('content-type') ?? 'nothing';
      if (!type.startsWith('audio/')) {
        throw new Failure('InvalidAnswer', `${title} answers with ${type} where a sound was asked for`);
      }
      return { bytes: Buffer.from(await answer.arrayBuffer()), format: 'wav' };
    },

    listVoices: async () => voices.map((voice) => ({ voice, languages: [...languageCodes] })),
  };
}
