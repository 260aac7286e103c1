import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { resample } from '../../src/engines/voice/resample.ts';
import type { SpeechEmulator, SpeechEmulatorOptions } from './elevenlabs.ts';
import { startEmulator, type VendorCall, VendorRefusal } from './emulator.ts';
import type { Fault } from './faults.ts';
import { type Spoken, speakAloud } from './robot-speaker.ts';
import { textOfSsml } from './ssml-text.ts';

export const azureSpeechKey = '0123456789abcdef0123456789abcdef';

const path = '/tts/cognitiveservices/websocket/v1';
const ticks = (seconds: number) => Math.round(seconds * 10_000_000);

const voices = [
  { name: 'en-US-JennyNeural', gender: 'Female', others: [] },
  { name: 'en-US-AvaMultilingualNeural', gender: 'Female', others: ['de-DE', 'fr-FR', 'sw-KE'] },
  { name: 'fr-FR-DeniseNeural', gender: 'Female', others: [] },
  { name: 'zh-CN-YunxiNeural', gender: 'Male', others: [] },
  { name: 'nb-NO-FinnNeural', gender: 'Male', others: [] },
];

// What Azure cuts off without saying so.
const mostSeconds = 600;
const mostMessage = 65_536;

/** Azure's speech: its websocket, by the messages of the Speech SDK 1.52, and its list of voices. */
export async function startAzureSpeechEmulator({
  port,
  spoil = (answer) => answer,
}: SpeechEmulatorOptions = {}): Promise<SpeechEmulator> {
  const spoken: Spoken[] = [];
  const server = new WebSocketServer({ noServer: true });
  const emulator = await startEmulator(
    {
      name: 'azure-speech',
      errorOf,
      answer({ method, url, headers }) {
        if (headers['ocp-apim-subscription-key'] !== azureSpeechKey) throw refuse(401);
        if (`${method} ${url.pathname}` !== 'GET /cognitiveservices/voices/list') throw refuse(404);
        return { json: voices.map(toVoice) };
      },
      upgrade(call, { request, socket, head, fault, violations }) {
        const refusal = refusalOf(call, request, fault);
        if (refusal) return void socket.end(refusal);
        server.handleUpgrade(request, socket, head, (client) => {
          if (fault?.kind === 'stall') return;
          const turn = startTurn(client, call, { violations, spoken, spoil, fault });
          client.on('message', (data: Buffer, isBinary) => void turn.take(data, isBinary));
        });
      },
    },
    port,
  );
  return { ...emulator, spoken };
}

function errorOf(status: number) {
  return {
    error: { code: `${status}`, message: `Access denied or failed (${status}). Make sure to provide a valid key.` },
  };
}

const refuse = (status: number) => new VendorRefusal({ status, json: errorOf(status) });

/** The answer to a connection that doesn't become a websocket. */
function refusalOf({ url, headers }: VendorCall, request: IncomingMessage, fault?: Fault): string | undefined {
  if (fault?.kind === 'redirect')
    return `HTTP/1.1 302 Found\r\nLocation: ${fault.location}\r\nContent-Length: 0\r\n\r\n`;
  const status =
    fault?.kind === 'status'
      ? fault.status
      : headers['ocp-apim-subscription-key'] !== azureSpeechKey
        ? 401
        : url.pathname !== path || request.method !== 'GET'
          ? 404
          : undefined;
  if (status === undefined) return undefined;
  const body = JSON.stringify(errorOf(status));
  const wait = fault?.kind === 'status' && fault.retryAfter ? `Retry-After: ${fault.retryAfter}\r\n` : '';
  return (
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${wait}` +
    `Connection: close\r\n\r\n${body}`
  );
}

interface Turn {
  violations: string[];
  spoken: Spoken[];
  spoil: NonNullable<SpeechEmulatorOptions['spoil']>;
  fault?: Fault;
}

/** One synthesis: three messages come in, in their order, the sound and its times go out. */
function startTurn(client: WebSocket, call: VendorCall, { violations, spoken, spoil, fault }: Turn) {
  const expected = ['speech.config', 'synthesis.context', 'ssml'];
  let requestId = '';
  let sampleRate = 0;

  const violate = (reason: string) => {
    violations.push(`websocket: ${reason}`);
    client.close(1007, reason);
  };
  const headers = (name: string, type: string) =>
    `X-RequestId:${requestId}\r\nContent-Type:${type}\r\nPath:${name}\r\n`;
  const tell = (name: string, body: string) =>
    client.send(`${headers(name, 'application/json; charset=utf-8')}\r\n${body}`);
  const sound = (bytes: Buffer) => {
    const head = Buffer.from(`${headers('audio', 'audio/x-wav')}X-StreamId:1\r\n`);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(head.length);
    client.send(Buffer.concat([length, head, bytes]));
  };

  async function speak(ssml: string): Promise<void> {
    call.body = ssml;
    // The vendor's own client writes attributes in single quotes.
    const tags = ssml.replace(/'(?=[^<]*>)/g, '"');
    const [, voice = ''] = /<voice name="([^"]+)">/.exec(tags) ?? [];
    const [, locale] =
      /<speak version="1.0" xmlns="http:\/\/www.w3.org\/2001\/10\/synthesis"[^>]* xml:lang="([\w-]+)">/.exec(tags) ??
      [];
    if (!locale || !ssml.endsWith('</voice></speak>')) return violate('SSML parsing error');
    if (!voices.some(({ name }) => name === voice)) return client.close(1007, `Unsupported voice ${voice}.`);
    const percent = Number(/<prosody rate="([+-]\d+)%">/.exec(ssml)?.[1] ?? 0);
    const said = await speakAloud(textOfSsml(ssml).text, locale, 1 + percent / 100);
    spoken.push(said);
    tell('turn.start', JSON.stringify({ context: { serviceTag: requestId } }));
    tell('response', JSON.stringify({ context: { serviceTag: requestId }, audio: { type: 'inline', streamId: '1' } }));
    for (const { text, start, end } of boundariesOf(said)) {
      const data = {
        Offset: ticks(start),
        Duration: ticks(end - start),
        text: { Text: text, Length: text.length, BoundaryType: 'WordBoundary' },
      };
      tell('audio.metadata', JSON.stringify(spoil({ Metadata: [{ Type: 'WordBoundary', Data: data }] })));
    }
    const heard = resample(said.samples, said.sampleRate, sampleRate).subarray(0, mostSeconds * sampleRate);
    const bytes = Buffer.alloc(heard.length * 2);
    for (const [at, value] of heard.entries())
      bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), at * 2);
    for (let at = 0; at < bytes.length; at += 32_768) sound(bytes.subarray(at, at + 32_768));
    const length = { Type: 'SessionEnd', Data: { Offset: ticks(heard.length / sampleRate) } };
    tell('audio.metadata', JSON.stringify({ Metadata: [length] }));
    tell('turn.end', '{}');
  }

  function spoilAnswer(kind: Fault['kind']): void {
    tell('turn.start', '{"context":{"serviceTag":"x"}}');
    if (kind === 'huge') sound(Buffer.alloc(50_000_000));
    else if (kind === 'malformed') tell('audio.metadata', '{"half":');
    else {
      sound(Buffer.alloc(4096));
      client.terminate();
    }
  }

  return {
    async take(data: Buffer, isBinary: boolean): Promise<void> {
      const [head = '', body = ''] = data.toString('utf8').split('\r\n\r\n');
      const header = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(head)?.[1]?.trim() ?? '';
      const name = header('Path');
      if (isBinary || data.length > mostMessage) return violate('a message of a kind that is not taken');
      if (name !== expected.shift()) return violate(`the message '${name}' comes out of order`);
      requestId = header('X-RequestId');
      if (!/^[0-9a-f]{32}$/i.test(requestId) || !header('X-Timestamp')) return violate('a header is missing');
      if (name === 'synthesis.context') {
        const { synthesis } = JSON.parse(body) as {
          synthesis: { audio: { outputFormat: string; metadataOptions: object } };
        };
        const { outputFormat, metadataOptions } = synthesis.audio;
        sampleRate = Number(/^raw-(\d+)khz-16bit-mono-pcm$/.exec(outputFormat)?.[1]) * 1000;
        if (!sampleRate || !('wordBoundaryEnabled' in metadataOptions)) violate('Unsupported audio format.');
      }
      if (name !== 'ssml') return;
      if (header('Content-Type') !== 'application/ssml+xml') return violate('Unsupported content type.');
      if (fault) spoilAnswer(fault.kind);
      else await speak(body);
    },
  };
}

/** Words without the marks around them, which Azure reports apart. */
function boundariesOf({ words }: Spoken) {
  return words.flatMap(({ text, start, end }) => {
    const word = text.replace(/^[\p{P}]+|[\p{P}]+$/gu, '');
    // A pause before the next word isn't the word's; a number is longer than it looks.
    const longest = /\d/.test(word) ? end : start + 0.12 + word.length * 0.09;
    return word === '' ? [] : [{ text: word, start, end: Math.min(end, longest) }];
  });
}

function toVoice({ name, gender, others }: (typeof voices)[number]) {
  const [language, region, short] = name.split('-');
  return {
    Name: `Microsoft Server Speech Text to Speech Voice (${language}-${region}, ${short})`,
    ...{ DisplayName: short?.replace(/(Multilingual)?Neural$/, ''), ShortName: name, Gender: gender },
    ...{ Locale: `${language}-${region}`, SampleRateHertz: '48000', VoiceType: 'Neural', Status: 'GA' },
    ...(others.length > 0 && { SecondaryLocaleList: others }),
    WordsPerMinute: '152',
  };
}
