import { join } from 'node:path';
import { projectRoot } from '../infra/config/project-root.ts';

/** The workflows as the build bundled them. */
export const builtWorkflows = { codePath: join(projectRoot, 'dist/workflow-bundle.js') };
