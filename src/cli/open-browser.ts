import { execa } from 'execa';

/**
 * Opens a page in the browser of who sits at this machine.
 *
 * @param searchPath folders to look for the opener in, as in PATH
 * @returns false where there is no display, no browser, or nothing that opens one
 */
export async function openBrowser(url: string, searchPath: string): Promise<boolean> {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  // A browser that it starts has to outlive us.
  const options = {
    env: { PATH: searchPath },
    stdio: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
  } as const;
  return !(await execa(opener, [url], options)).failed;
}
