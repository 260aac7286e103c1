import { type ClientRequest, get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface Frame {
  id?: string;
  event?: string;
  data?: unknown;
  retry?: string;
  /** A comment line: `: …`. */
  comment?: true;
}

export interface EventStream {
  status: number;
  headers: IncomingHttpHeaders;
  /** All that came so far. */
  frames: Frame[];
  /** The next frame that was not taken yet; undefined at the end. */
  next(): Promise<Frame | undefined>;
  /** Takes frames until one has the type, and answers that one. */
  until(event: string): Promise<Frame>;
  /** Resolves when the server has ended it, or cut it. */
  ended: Promise<void>;
  close(): void;
}

/** A client of server-sent events over a socket of its own. */
export async function openEventStream(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
  const request: ClientRequest = get(url, { headers, agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
  });
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  const frames: Frame[] = [];
  let taken = 0;
  let over = false;
  let wake = (): void => undefined;
  let frame: Frame = {};
  let rest = '';
  response.setEncoding('utf8').on('data', (text: string) => {
    // A line ends where this protocol says, and nowhere else.
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
  function take(line: string): void {
    const [, name, value = ''] = /^(\w*):? ?(.*)$/su.exec(line) ?? [];
    if (line.startsWith(':')) frame.comment = true;
    else if (name === 'data') frame.data = JSON.parse(value);
    else if (name === 'id' || name === 'event' || name === 'retry') frame[name] = value;
    if (line !== '') return;
    frames.push(frame);
    frame = {};
    wake();
  }
  const ended = new Promise<void>((resolve) => {
    response.once('close', () => {
      over = true;
      wake();
      resolve();
    });
  });
  async function next(): Promise<Frame | undefined> {
    while (taken === frames.length && !over) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return frames[taken++];
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    frames,
    next,
    async until(event) {
      for (;;) {
        const found = await next();
        if (!found) throw new Error(`the stream ended without ${event}: ${JSON.stringify(frames)}`);
        if (found.event === event) return found;
      }
    },
    ended,
    close: () => void request.destroy(),
  };
}
