import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import { Failure } from '../../contracts/failures.ts';

/** The page of this machine that a browser comes back to after a sign-in. */
export interface RedirectPage {
  readonly url: string;
  readonly port: number;
  /** What the browser comes back with, the first time. */
  readonly query: Promise<URLSearchParams>;
  /** Says in the browser how it went, if one waits for that. */
  show(sentence: string): Promise<void>;
  /** Whatever is connected is cut off. */
  close(): Promise<void>;
}

const path = '/signed-in';

/**
 * Serves it on 127.0.0.1 (RFC 8252, section 7.3). It answers one request; the browser that made it waits for `show`.
 *
 * @param wanted port; 0 is any that is free
 * @throws Failure `InvalidInput` when the port can't be listened on
 */
export async function openRedirectPage(wanted = 0): Promise<RedirectPage> {
  let arrive!: (query: URLSearchParams) => void;
  const query = new Promise<URLSearchParams>((resolve) => {
    arrive = resolve;
  });
  let browser: ServerResponse | undefined;

  const server = createServer((request, response) => {
    const [place, search = ''] = (request.url ?? '').split('?', 2);
    // A browser asks for an icon too, and may come a second time.
    if (browser || request.method !== 'GET' || place !== path) {
      response.writeHead(404, { connection: 'close', 'content-type': 'text/plain' }).end('Nothing is here.\n');
      return;
    }
    browser = response;
    arrive(new URLSearchParams(search));
  });
  server.listen(wanted, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    const why = isTaken ? 'is in use by another program' : `can't be listened on (${(cause as Error).message})`;
    throw new Failure('InvalidInput', `port ${wanted} for the sign-in ${why}: end that program, or sign in again`, {
      cause,
    });
  }
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}${path}`,
    port,
    query,
    async show(sentence) {
      if (!browser || browser.writableEnded) return;
      browser.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'",
        // Its own address has the code in it.
        'referrer-policy': 'no-referrer',
        connection: 'close',
      });
      browser.end(pageOf(sentence));
      // A browser that has gone needs no answer.
      await finished(browser).catch(() => undefined);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function pageOf(sentence: string): string {
  const shown = sentence.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Faceless Pipeline</title>
<p>${shown}</p>
<p>You can close this tab.</p>
</html>
`;
}
