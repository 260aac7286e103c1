// @ts-check
// YouTube on loopback, in a process of its own, so that its work is nobody else's. Runs with the loader of TypeScript.
import { startYoutubeEmulator } from '../../test/emulators/youtube/start-youtube-emulator.ts';
import { answerAsks } from '../measures/answer-asks.mjs';

const youtube = await startYoutubeEmulator();
let used = process.cpuUsage();

answerAsks({
  environment: () => youtube.environment,
  /** What came since it was last asked, and what that took. */
  received() {
    const { user, system } = process.cpuUsage(used);
    used = process.cpuUsage();
    const films = youtube.videos().map(({ content }) => content.sha256);
    const violations = [...youtube.violations];
    youtube.reset();
    return { films, violations, cpuSeconds: (user + system) / 1e6 };
  },
});
