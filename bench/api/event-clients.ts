import { type ClientRequest, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Clients that hold their stream open, each by a connection of its own. */
export interface EventClients {
  /** What the first of them was sent. */
  received(): string;
  /** Resolves when every one has had so many events. @throws Error when they don't come, or a stream ended */
  have(events: number): Promise<void>;
  close(): void;
}

const patienceMs = 60_000;
const mostAtOnce = 100;

/** Opens a stream of each address; resolves when all are answered. */
export async function openEventClients(
  urls: readonly string[],
  headers: Record<string, string>,
): Promise<EventClients> {
  const clients: EventClient[] = [];
  for (let from = 0; from < urls.length; from += mostAtOnce) {
    clients.push(...(await Promise.all(urls.slice(from, from + mostAtOnce).map((url) => open(url, headers)))));
  }
  return {
    received: () => clients[0]?.text ?? '',
    async have(events) {
      const late = () => clients.filter(({ text, ended }) => ended || eventsIn(text) < events);
      for (const deadline = performance.now() + patienceMs; late().length > 0; await wait(100)) {
        if (clients.some(({ ended }) => ended)) throw new Error('a stream ended that should have been held');
        if (performance.now() > deadline) throw new Error(`${late().length} clients wait for their events`);
      }
    },
    close() {
      for (const { request } of clients) request.destroy();
    },
  };
}

interface EventClient {
  request: ClientRequest;
  text: string;
  ended: boolean;
}

const eventsIn = (text: string) => text.match(/^id: /gm)?.length ?? 0;

function open(url: string, headers: Record<string, string>): Promise<EventClient> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      const client: EventClient = { request, text: '', ended: false };
      response.setEncoding('utf8').on('data', (text: string) => {
        client.text += text;
      });
      response.on('close', () => {
        client.ended = true;
      });
      resolve(client);
    });
    request.on('error', reject);
  });
}
