import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { askPassword } from '../../src/cli/ask-password.ts';

/** A terminal where this is typed, a key at a time, and what it shows. */
function terminal(...lines: string[]) {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => void modes.push(raw),
  });
  let shown = '';
  const output = new PassThrough();
  output.setEncoding('utf8');
  output.on('data', (text: string) => {
    shown += text;
    if (!text.endsWith(': ')) return;
    for (const key of lines.shift() ?? '') input.write(key);
  });
  return { input, output, modes, shown: () => shown };
}

it('takes what is typed twice and shows none of it', async () => {
  const typed = terminal('four words will do\r', 'four words will do\r');
  expect(await askPassword(typed)).toBe('four words will do');
  expect(typed.shown()).toBe('Password: \nAgain: \n');
  expect(typed.modes, 'without the echo of the terminal, which is as before afterwards').toEqual([
    true,
    false,
    true,
    false,
  ]);
});

it('lets mistakes be mended', async () => {
  expect(await askPassword(terminal('four words wx\x7fill do\r', 'four words will do\r'))).toBe('four words will do');
});

it('refuses two that differ', async () => {
  await expect(askPassword(terminal('four words will do\r', 'four words will\r'))).rejects.toMatchObject({
    type: 'InvalidInput',
    message: 'these are two different passwords: nothing was changed',
  });
});

it.each([
  ['Ctrl-C', '\x03'],
  ['Ctrl-D', '\x04'],
])('is given up by %s, with the terminal as before', async (_, key) => {
  const typed = terminal(key);
  await expect(askPassword(typed)).rejects.toMatchObject({
    type: 'Cancelled',
    message: 'no password was given: nothing was changed',
  });
  expect(typed.modes.at(-1)).toBe(false);
});

it.each([
  ['one line', 'four words will do\n'],
  ['a line of Windows', 'four words will do\r\n'],
  ['no end of line', 'four words will do'],
  ['more lines', 'four words will do\nand more\n'],
])('reads the first line of a pipe that has %s', async (_, text) => {
  const input = new PassThrough();
  input.end(text);
  expect(await askPassword({ input, output: new PassThrough() })).toBe('four words will do');
});

it('says what to do when the pipe is empty', async () => {
  const input = new PassThrough();
  input.end();
  await expect(askPassword({ input, output: new PassThrough() })).rejects.toMatchObject({
    type: 'InvalidInput',
    message: 'standard input has no password: write it there, or use --generate',
  });
});
