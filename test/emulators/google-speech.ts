import type { SpeechEmulator, SpeechEmulatorOptions } from './elevenlabs.ts';
import { startEmulator, VendorRefusal, type VendorReply } from './emulator.ts';
import { asWav, type Spoken, speakAloud } from './robot-speaker.ts';
import { textOfSsml } from './ssml-text.ts';

export const googleSpeechKey = 'google-speech-made-up-0123456789abcdef';

const mostBytes = 5000;

const voices = [
  { name: 'en-US-Neural2-F', gender: 'FEMALE' },
  { name: 'en-US-Wavenet-D', gender: 'MALE' },
  { name: 'en-US-Chirp3-HD-Achernar', gender: 'FEMALE' },
  { name: 'fr-FR-Neural2-F', gender: 'FEMALE' },
  { name: 'cmn-CN-Wavenet-A', gender: 'FEMALE' },
  { name: 'nb-NO-Wavenet-A', gender: 'FEMALE' },
];

const statuses: Readonly<Record<number, string>> = {
  ...{ 400: 'INVALID_ARGUMENT', 401: 'UNAUTHENTICATED', 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND' },
  ...{ 429: 'RESOURCE_EXHAUSTED', 500: 'INTERNAL', 503: 'UNAVAILABLE' },
};

/** Google Cloud Text-to-Speech, v1beta1. */
export async function startGoogleSpeechEmulator({
  port,
  spoil = (answer) => answer,
}: SpeechEmulatorOptions = {}): Promise<SpeechEmulator> {
  const spoken: Spoken[] = [];

  async function synthesize(body: unknown): Promise<VendorReply> {
    const { ssml, locale, rate, speed } = checkBody(body);
    const { text, marks } = textOfSsml(ssml);
    const said = await speakAloud(text, locale, speed, rate);
    spoken.push(said);
    const length = said.samples.length / said.sampleRate;
    // A mark is reached when the word after it begins; one before nothing spoken, with the next that is.
    const timepoints = marks.map(({ name, offset }) => {
      const word = said.words.find((each) => each.offset + each.text.length > offset);
      return { markName: name, timeSeconds: Math.fround(word?.start ?? length) };
    });
    return { json: spoil({ audioContent: asWav(said).toString('base64'), timepoints, audioConfig: {} }) };
  }

  const emulator = await startEmulator(
    {
      name: 'google-speech',
      errorOf,
      answer({ method, url, headers, body }) {
        if (headers['x-goog-api-key'] !== googleSpeechKey) throw refuse(400, 'API key not valid.', 'API_KEY_INVALID');
        const asked = `${method} ${url.pathname}`;
        if (asked === 'POST /v1beta1/text:synthesize') return synthesize(body);
        if (asked === 'GET /v1beta1/voices') return { json: { voices: voices.map(toVoice) } };
        throw refuse(404, `${asked} was not found`);
      },
    },
    port,
  );
  return { ...emulator, spoken };
}

function errorOf(status: number, code?: string, message = `the request failed with ${status}`) {
  const reasons = code
    ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: code, domain: 'googleapis.com' }]
    : [];
  return { error: { code: status, message, status: statuses[status] ?? 'UNKNOWN', details: reasons } };
}

function refuse(status: number, message: string, code?: string, isViolation = true): VendorRefusal {
  return new VendorRefusal({ status, json: errorOf(status, code, message) }, { isViolation });
}

interface Body {
  input?: { ssml?: string };
  voice?: { languageCode?: string; name?: string };
  audioConfig?: { audioEncoding?: string; sampleRateHertz?: number; speakingRate?: number };
  enableTimePointing?: string[];
}

function checkBody(body: unknown) {
  const { input = {}, voice = {}, audioConfig = {}, enableTimePointing, ...rest } = body as Body;
  const { ssml } = input;
  const { languageCode: locale, name = '' } = voice;
  const { audioEncoding, sampleRateHertz: rate = 24_000, speakingRate: speed = 1 } = audioConfig;
  const bad = (message: string, isViolation = true) => refuse(400, message, undefined, isViolation);
  if (Object.keys(rest).length > 0) throw bad(`Unknown name "${Object.keys(rest).join()}": Cannot find field.`);
  if (typeof ssml !== 'string') throw bad('input is required');
  if (Buffer.byteLength(ssml) > mostBytes)
    throw bad('Either `input.text` or `input.ssml` is longer than the limit of 5000 bytes.');
  if (!locale || !name.startsWith(locale))
    throw bad(`Requested language code '${locale}' doesn't match the voice '${name}'`);
  if (!voices.some((known) => known.name === name))
    throw bad(`Voice '${name}' does not exist. Is it misspelled?`, false);
  if (/Chirp|Studio|Journey/.test(name)) throw bad('This voice does not support SSML marks.');
  if (audioEncoding !== 'LINEAR16') throw bad('the encoding is another than was agreed');
  if (speed < 0.25 || speed > 4) throw bad('speakingRate must be between 0.25 and 4.0');
  if (enableTimePointing?.join() !== 'SSML_MARK') throw bad('no time pointing');
  if (!/^<speak>.*<\/speak>$/s.test(ssml) || /&(?!(amp|lt|gt|quot|apos);)/.test(ssml)) throw bad('Invalid SSML.');
  return { ssml, locale, rate, speed };
}

function toVoice({ name, gender }: (typeof voices)[number]) {
  const [language, region] = name.split('-');
  return { languageCodes: [`${language}-${region}`], name, ssmlGender: gender, naturalSampleRateHertz: 24_000 };
}
