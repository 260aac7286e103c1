import type { Step } from '../../src/contracts/steps.ts';
import type { StoredFiles } from './stored-stages.ts';

export interface StageRequest {
  step: Exclude<Step, 'abtest'>;
  /** Where it is asked for. */
  path: string;
  body: object;
  /** Where its answer is. */
  lookPath: string;
  /** A file of its result. */
  file?: string;
}

/** A request for each stage alone, of files that are stored. */
export function stageRequests(files: StoredFiles): StageRequest[] {
  const { keywords, script, metadata, video, srt, vtt, thumbnail: image, clip } = files;
  const stage = (step: StageRequest['step'], path: string, body: object, file?: string) => ({
    ...{ step, path, body, file },
    lookPath: path,
  });
  return [
    stage('keywords', '/keywords/fetch', { topic: 'Octopuses' }, 'keywords.json'),
    stage('script', '/scripts/generate', { topic: 'Octopuses', keywords }, 'script.json'),
    stage('audio', '/tts/render', { text: 'Three hearts.', language: 'en' }, 'narration.wav'),
    {
      ...stage('video', '/videos/assemble', { script, clips: [clip, clip, clip] }, 'video.mp4'),
      lookPath: '/videos/progress',
    },
    stage('thumbnail', '/thumbnails/generate', { title: 'Three hearts', language: 'en' }, 'thumbnail-a.jpg'),
    stage('metadata', '/metadata/generate', { script, sceneFrames: [90, 90, 90] }, 'metadata.json'),
    {
      ...stage('upload', '/upload/youtube', {
        ...{ video, metadata, srt, vtt },
        thumbnails: [{ id: 'a', image, text: 'WHY?', design: 'plain' }],
      }),
      lookPath: '/upload/status',
    },
  ];
}
