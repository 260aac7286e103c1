import { Failure } from '../../contracts/failures.ts';

/** What is known of an FFmpeg that has ended. */
export interface FfmpegEnding {
  isCanceled: boolean;
  code?: string;
  exitCode?: number;
  signal?: string;
  stderr: string;
}

/**
 * Why an FFmpeg broke off, where that says nothing of what it was given: `Cancelled`, `ToolMissing` when it could not be
 * started, `DiskFull`, `ToolFailed` when something ended it. Nothing when it ended by itself.
 *
 * @param task what was being done: `decoding the still …`
 */
export function outsideFailure(ffmpeg: string, ending: FfmpegEnding, task: string): Failure | undefined {
  if (ending.isCanceled) return new Failure('Cancelled', `cancelled while ${task}`);
  if (ending.code === 'ENOENT' || ending.code === 'EACCES') {
    const why = ending.code === 'ENOENT' ? 'is not there' : 'may not be run';
    return new Failure(
      'ToolMissing',
      `FFmpeg was needed for ${task}, but ${ffmpeg} ${why}: run the set-up again, or name another FFmpeg with FFMPEG_PATH`,
    );
  }
  if (/No space left on device|ENOSPC/.test(ending.stderr)) {
    return new Failure('DiskFull', `the disk was full while ${task}: free some space, then retry the step`);
  }
  if (ending.signal) {
    return new Failure(
      'ToolFailed',
      `FFmpeg was ended by ${ending.signal} while ${task}: ${lastLines(ending.stderr) || 'it said nothing'}`,
    );
  }
  return undefined;
}

/** Any ending that is a failure; what FFmpeg itself gave up is `ToolFailed` in its own words. */
export function ffmpegFailure(ffmpeg: string, ending: FfmpegEnding, task: string): Failure {
  return (
    outsideFailure(ffmpeg, ending, task) ??
    new Failure(
      'ToolFailed',
      `FFmpeg ended with code ${ending.exitCode ?? ending.code} while ${task}: ${lastLines(ending.stderr) || 'it said nothing'}`,
    )
  );
}

// FFmpeg says the cause first and what follows from it after; a handful of lines holds both.
function lastLines(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^\[[^\]]*@ 0x[0-9a-f]+\] /, '').trim())
    .filter((line) => line && !/^Last message repeated/.test(line));
  return lines.slice(-5).join(' | ').slice(-800);
}
