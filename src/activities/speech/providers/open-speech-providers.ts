import type { VoiceEngine } from '../../../engines/voice/voice-engine.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createServiceSpeech, type SpeechService } from '../speak-by-service.ts';
import { createAzureSpeech } from './azure.ts';
import { createElevenLabs } from './elevenlabs.ts';
import { createGoogleSpeech } from './google.ts';
import { createOfflineSpeech } from './offline.ts';
import { createOpenAiSpeech } from './openai.ts';
import type { SpeechProvider } from './provider.ts';

/** The services whose keys are set, in the order they are chosen in, and last the voices of this machine. */
export function openSpeechProviders(
  { elevenlabs, googleSpeech, azureSpeech, openai }: VendorConfig,
  tools: { ffmpeg: string; voice: VoiceEngine },
): SpeechProvider[] {
  const services: (SpeechService | undefined)[] = [
    elevenlabs && createElevenLabs(elevenlabs),
    googleSpeech && createGoogleSpeech(googleSpeech),
    azureSpeech && createAzureSpeech(azureSpeech),
    openai && createOpenAiSpeech(openai),
  ];
  const configured = services.flatMap((service) => (service ? createServiceSpeech(service, tools) : []));
  return [...configured, createOfflineSpeech(tools.voice)];
}
