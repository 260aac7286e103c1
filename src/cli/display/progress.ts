import type { StepStatus } from '../../contracts/step-status.ts';
import { type Step, steps } from '../../contracts/steps.ts';
import type { Snapshot } from '../watch.ts';
import { describeDoing, minuteOf } from './publication.ts';
import { cutToWidth, formatSeconds, oneLine } from './text.ts';

export interface ProgressDisplay {
  show(snapshot: Snapshot): void;
  /** Words of their own line, above the progress. */
  say(message: string): void;
  end(): void;
}

/** A redrawn block of lines on a terminal, a line for each change elsewhere. Always on standard error. */
export function createProgressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? createTerminalDisplay(stream) : createPlainDisplay(stream);
}

/** Most films are not tested: the step is shown of those that are. */
const shown = ({ status }: Snapshot) => steps.filter((step) => step !== 'abtest' || status.brief.abTest !== undefined);
const marks: Readonly<Record<StepStatus['state'], string>> = {
  pending: '·',
  running: '▸',
  done: '✓',
  failed: '✗',
  skipped: '–',
  cancelled: '✗',
};

function createTerminalDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  let drawn = 0;
  const erase = () => {
    if (drawn > 0) stream.write(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };
  return {
    show(snapshot) {
      const lines = [...shown(snapshot).map((step) => terminalLine(step, snapshot)), `  ${remaining(snapshot)}`];
      const width = Math.max(20, (stream.columns ?? 80) - 1);
      erase();
      stream.write(`${lines.map((line) => cutToWidth(line, width)).join('\n')}\n`);
      drawn = lines.length;
    },
    say(message) {
      erase();
      stream.write(`${message}\n`);
    },
    end() {
      drawn = 0;
    },
  };
}

function terminalLine(step: Step, snapshot: Snapshot): string {
  const status = snapshot.status.steps[step];
  const name = step.padEnd(10);
  const bar = status.state === 'running' && status.total > 1 ? `${drawBar(fractionOf(step, snapshot))} ` : '';
  return `  ${marks[status.state]} ${name} ${bar}${detail(step, snapshot)}`;
}

function createPlainDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  const last = new Map<Step, string>();
  const write = (message: string) => stream.write(`${message}\n`);
  return {
    show(snapshot) {
      for (const step of shown(snapshot)) {
        const status = snapshot.status.steps[step];
        // A line for each state, and for each fifth of a step with many parts.
        const fifth = status.state === 'running' && status.total > 1 ? Math.floor(fractionOf(step, snapshot) * 5) : 0;
        const key = `${status.state} ${fifth} ${status.doing?.replace(/\d+ %/, '') ?? ''}`;
        if (status.state === 'pending' || last.get(step) === key) continue;
        last.set(step, key);
        const left = status.state === 'running' && fifth > 0 ? `, ${remaining(snapshot)}` : '';
        write(`[${formatSeconds(snapshot.elapsed)}] ${step} ${status.state}: ${detail(step, snapshot)}${left}`);
      }
    },
    say: write,
    end() {},
  };
}

function detail(step: Step, { status: { steps: board }, progress }: Snapshot): string {
  const status = board[step];
  const parts = [status.provider];
  if (step === 'audio' && status.total > 1) parts.push(`${status.done} of ${status.total} scenes`);
  if (step === 'video' && status.total > 1 && status.state === 'running')
    parts.push(`${status.done} of ${status.total} parts`);
  if (status.found > 0) parts.push(`${status.found} found finished`);
  if (status.costUsd > 0) parts.push(`$${status.costUsd.toFixed(4)}`);
  const bytes = progress.find((part) => part.step === step && part.unit === 'bytes' && part.total > 0);
  if (bytes) parts.push(`${Math.floor((100 * bytes.done) / bytes.total)} % of ${megabytes(bytes.total)}`);
  const doing = describeDoing(status);
  if (doing) parts.push(doing);
  if (status.failure) parts.push(status.failure.message);
  else if (status.note) parts.push(status.note);
  return oneLine(parts.filter(Boolean).join(', ')) || status.state;
}

/** Parts that are done, and what the running ones have said in their heartbeats. */
function fractionOf(step: Step, { status, progress }: Snapshot): number {
  const { done, total } = status.steps[step];
  const running = progress
    .filter((part) => part?.step === step && part.total > 0)
    .reduce((sum, part) => sum + part.done / part.total, 0);
  return total === 0 ? 0 : Math.min(1, (done + running) / total);
}

// Narration and picture cost about the same; the other steps are short beside them.
const weights: Readonly<Partial<Record<Step, number>>> = { audio: 0.5, video: 0.5 };

function remaining(snapshot: Snapshot): string {
  const { status } = snapshot;
  if (status.state === 'completed') return 'done';
  if (status.state === 'review') return `waiting for the review of the ${status.review}`;
  if (status.state !== 'running') return status.state;
  const { waitsUntil } = status.steps.upload;
  if (waitsUntil) return `waiting until ${minuteOf(waitsUntil)}`;
  const began = status.steps.audio.startedAt;
  const fraction = Object.entries(weights).reduce((sum, [step, weight]) => {
    const finished = ['done', 'skipped'].includes(status.steps[step as Step].state);
    return sum + weight * (finished ? 1 : fractionOf(step as Step, snapshot));
  }, 0);
  if (!began || fraction < 0.06) return 'time left: not known yet';
  const elapsed = (Date.parse(status.updatedAt) - Date.parse(began)) / 1000;
  return `about ${formatSeconds((elapsed * (1 - fraction)) / fraction)} left`;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

function drawBar(fraction: number): string {
  const filled = Math.round(fraction * 20);
  return `${'█'.repeat(filled)}${'░'.repeat(20 - filled)}`;
}
