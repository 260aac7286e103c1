import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../../../src/infra/temporal/free-port.ts';

const advice = 'choose another with FACELESS_TEMPORAL_PORT';

it('is the wanted one when nobody has it, and can be listened on then', async () => {
  const any = await freePort(0, 'Temporal', advice);
  expect(any).toBeGreaterThan(0);
  expect(await freePort(any, 'Temporal', advice)).toBe(any);
  const server = createServer().listen(any, '127.0.0.1');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
});

it('is not one that another program has: says for what, and what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await expect(freePort(port, 'Temporal', advice)).rejects.toMatchObject({
      type: 'InvalidInput',
      message: `port ${port} for Temporal is in use by another program: ${advice}`,
    });
  } finally {
    server.close();
  }
});

it('says of a port that does not exist no more than is true', async () => {
  await expect(freePort(66_535, "Temporal's Web UI", advice)).rejects.toMatchObject({
    type: 'InvalidInput',
    message: expect.stringMatching(
      /^port 66535 for Temporal's Web UI can't be listened on \(.*66535.*\): choose/,
    ) as string,
  });
});
