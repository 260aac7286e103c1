import { test, expect } from 'vitest';
import { createVoiceEngine } from '../../../src/engines/voice/voice-engine.ts';
import { testTools } from '../../support/tools.ts';
test('x', async () => { const e = createVoiceEngine({ models: testTools().models, threads: 1 }); const n = await e.narrate({text:'Hello there.', language:'en', voice:'af_heart', pauses:{comma:150,sentence:350,tail:500}}); console.log(n.words, n.samples.length); await e.close(); expect(1).toBe(1); });
