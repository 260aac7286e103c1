import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';

const [folder = '', source = ''] = process.argv.slice(2);
await createFolderStore({ folder }).putFile(source, 'video/mp4');
