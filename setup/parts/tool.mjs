// @ts-check
import { join } from 'node:path';
import { findTool, rememberVerdicts, toolKinds } from '../../src/infra/tools/find-tools.mjs';
import { bytesUnder, givenPath } from '../files.mjs';
import { installPin, isInstalled, stagingFolder } from '../install-pin.mjs';
import { pins } from '../pins.mjs';
import { SetupProblem } from '../problem.mjs';
import { describe, refusePlatform, sizesOf } from './pinned.mjs';

/**
 * The part that sees to a program: one that the environment names or that is installed is used, else the pinned one is
 * fetched. The tests always use the pinned one, so that they say the same everywhere.
 * @param {import('./part.mjs').Place} place
 * @param {import('../../src/infra/tools/find-tools.mjs').ToolName} name
 * @returns {import('./part.mjs').Part}
 */
export function toolPart({ tools, platform, env, dev }, name) {
  const pin = pins[name](platform);
  const { command, variable } = toolKinds[name];
  const title = pin?.title ?? command;
  const instead = `name one you have with ${variable}`;
  const given = dev ? undefined : givenPath(env[variable]);
  const searchPath = dev ? '' : (env.PATH ?? '');
  const judge = rememberVerdicts(join(tools, 'inspected.json'));
  const find = () => findTool(name, { given, searchPath, toolsFolder: tools, judge });

  return {
    ...(pin ? sizesOf(pin) : { fetches: 0, fills: 0 }),
    name,
    title,
    after: [],
    fetched: () => bytesUnder(stagingFolder(tools, name)),
    async isDone() {
      const { found } = await find();
      if (found?.source === 'cache' && pin) return isInstalled(tools, name, pin);
      return found !== undefined;
    },
    async run() {
      const { found, refused } = await find();
      if (found && found.source !== 'cache') return `${found.path}${found.version ? `, version ${found.version}` : ''}`;
      const asked = refused.find(({ source }) => source === 'environment');
      if (asked)
        throw new SetupProblem(
          `${variable} names ${asked.path}, which cannot be used: ${asked.reason}. Correct it, or unset it and one is fetched`,
        );
      if (!pin) return refusePlatform(title, platform, instead);
      const how = await installPin(tools, name, pin, { instead });
      const after = await find();
      if (!after.found) {
        throw new SetupProblem(
          `${after.refused.map(({ path, reason }) => `${path} cannot be used: ${reason}`).join('; ')}. Set FACELESS_TOOLS to a folder from which programs may run, or ${instead}`,
        );
      }
      return how === 'kept' ? 'already there, hash checked' : describe(pin);
    },
  };
}
