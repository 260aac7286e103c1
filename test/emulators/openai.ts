import { type Emulator, startEmulator } from './emulator.ts';
import type { LlmOptions } from './llm-part.ts';
import { createOpenaiChat } from './openai-chat.ts';
import { createOpenaiImages } from './openai-images.ts';
import { createOpenaiSpeech, openAiSpeechKey } from './openai-speech.ts';

export const openaiKey = openAiSpeechKey;

/** OpenAI as a whole: texts, speech and pictures, under one key. */
export function startOpenaiEmulator({ port, ...options }: LlmOptions & { port?: number } = {}): Promise<Emulator> {
  const chat = createOpenaiChat({ ...options, key: openaiKey });
  const speech = createOpenaiSpeech();
  const images = createOpenaiImages({ key: openaiKey });
  return startEmulator(
    {
      name: 'openai',
      errorOf: chat.errorOf,
      answer(call) {
        const [, , resource] = call.url.pathname.split('/');
        if (resource === 'audio') return speech.answer(call);
        return resource === 'images' ? images.answer(call) : chat.answer(call);
      },
    },
    port,
  );
}
