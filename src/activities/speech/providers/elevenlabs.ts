import type { ElevenLabs, ElevenLabsClient } from '@elevenlabs/elevenlabs-js';
import { Failure } from '../../../contracts/failures.ts';
import { type Language, languageCodes, languages } from '../../../contracts/languages.ts';
import type { ListedVoice } from '../../../contracts/voices.ts';
import type { ReportedWord } from '../../../engines/voice/reconcile-words.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import { languagesOf, readGender } from '../locales.ts';
import type { SpeechService } from '../speak-by-service.ts';

// George, of the voices every account has: speaks all of a model's languages.
const stockVoice = 'JBFqnCBsd6RMkjVDRZzb';

// Of the models there are, the one that takes least takes 5,000 characters (the vendor's model list).
const longestText = 4500;

/** Only the third generation speaks them. */
const onlyNewest: readonly Language[] = ['he', 'th'];

const isThirdGeneration = (model: string) => model.startsWith('eleven_v3');

/** ElevenLabs by its own client: characters with their times, billed by the character. */
export function createElevenLabs({ key, baseUrl, model }: NonNullable<VendorConfig['elevenlabs']>): SpeechService {
  const title = 'ElevenLabs';
  const vendor = createVendor({ name: 'elevenlabs', title, secrets: [key] });
  let client: Promise<ElevenLabsClient> | undefined;

  // It takes seconds and a hundred megabytes to load.
  const load = () => {
    client ??= import('@elevenlabs/elevenlabs-js').then(
      ({ ElevenLabsClient }) => new ElevenLabsClient({ apiKey: key, baseUrl, maxRetries: 0, fetch: vendor.fetch }),
    );
    return client;
  };

  const speaks = (language: Language) => isThirdGeneration(model) || !onlyNewest.includes(language);

  return {
    name: 'elevenlabs',
    title,
    // The bounds of `voice_settings.speed`.
    speeds: { slowest: 0.7, fastest: 1.2 },
    readsAround: !isThirdGeneration(model),
    modelOf: () => model,
    fits: ({ words }) => words.reduce((sum, { text }) => sum + text.length + 1, 0) <= longestText,
    unitsOf: ({ text }) => ({ characters: [...text].length }),
    checkVoice: (_voice, language) => {
      if (!speaks(language)) throw unspoken(model, language);
    },

    defaultVoice(language) {
      if (!speaks(language)) throw unspoken(model, language);
      return stockVoice;
    },

    async speak({ text, language, voice, speed, before, after }, signal) {
      const request = {
        text,
        modelId: model,
        outputFormat: 'mp3_44100_128' as const,
        voiceSettings: { speed },
        // Models of the second generation without `v2_5` find it out themselves, and refuse to be told.
        ...(/v2_5$|^eleven_v3/.test(model) && { languageCode: language }),
        ...(before && { previousText: before }),
        ...(after && { nextText: after }),
      };
      const answer = await load()
        .then(({ textToSpeech }) => textToSpeech.convertWithTimestamps(voice, request, { abortSignal: signal }))
        .catch((error: unknown) => {
          throw vendor.failureOf(readable(error), signal);
        });
      const bytes = Buffer.from(answer.audioBase64, 'base64');
      const words = characterTimes(answer.alignment) ?? characterTimes(answer.normalizedAlignment);
      return { bytes, format: 'mp3', ...(words && { words }) };
    },

    async listVoices(signal) {
      const { voices } = await load()
        .then((loaded) => loaded.voices.getAll({}, { abortSignal: signal }))
        .catch((error: unknown) => {
          throw vendor.failureOf(readable(error), signal);
        });
      return voices.map((voice) => toListed(voice, languageCodes.filter(speaks)));
    },
  };
}

/** @param spoken the languages of the model, which the stock voices speak all */
function toListed(voice: ElevenLabs.Voice, spoken: readonly Language[]): ListedVoice {
  const { voiceId, name, labels = {}, previewUrl, verifiedLanguages = [] } = voice;
  const own = languagesOf([labels.language, ...verifiedLanguages.map(({ language }) => language)]);
  const all = voiceId === stockVoice || own.length === 0 ? spoken : own.filter((language) => spoken.includes(language));
  return {
    voice: voiceId,
    ...(name && { name }),
    ...(previewUrl && { sample: previewUrl }),
    ...readGender(labels.gender),
    languages: [...all],
  };
}

/** The client's errors hold the answer under names of their own. */
function readable(error: unknown): unknown {
  const { statusCode, body, rawResponse } = error as {
    statusCode?: number;
    body?: unknown;
    rawResponse?: { headers: Headers };
  };
  if (statusCode === undefined) return error;
  const responseBody = typeof body === 'string' ? body : JSON.stringify(body ?? {});
  return { statusCode, responseBody, responseHeaders: Object.fromEntries(rawResponse?.headers ?? []) };
}

function characterTimes(alignment: ElevenLabs.CharacterAlignmentResponseModel | undefined): ReportedWord[] | undefined {
  if (!alignment) return undefined;
  const { characters, characterStartTimesSeconds: starts, characterEndTimesSeconds: ends } = alignment;
  if (starts.length !== characters.length || ends.length !== characters.length) return undefined;
  return characters.map((text, index) => ({ text, start: starts[index] ?? 0, end: ends[index] ?? 0 }));
}

function unspoken(model: string, language: Language): Failure {
  return new Failure(
    'UnsupportedLanguage',
    `the model ${model} of ElevenLabs does not speak ${languages[language].name}: set ELEVENLABS_MODEL to eleven_v3, ` +
      'or use another provider',
  );
}
