import type { StartAbTestResult } from './ab-test-run.ts';
import type { ArtifactRef } from './artifact.ts';
import type { Brief } from './brief.ts';
import type { DrawnShare, PictureCredit } from './clip.ts';
import type { Language } from './languages.ts';
import type { TimingSource } from './narration.ts';
import type { Publication } from './publication.ts';
import type { Step } from './steps.ts';
import type { ThumbnailVariant } from './thumbnail.ts';
import type { QualityReport } from './timeline.ts';

/** What every stage answers besides its artefacts. */
export interface StageOutcome {
  provider: string;
  model?: string;
  /** Settled cost of this call in US dollars; 0 when the artefact was found. */
  costUsd: number;
  /** The finished artefact of an earlier call with the same inputs was found and returned. */
  found: boolean;
  /** A sentence for the person, when there is something to know. */
  note?: string;
}

/** Inputs shared by all stages. `take` counts the times a person asked for the stage to be made anew. */
export interface StageInput {
  pipelineId: string;
  brief: Brief;
  take: number;
}

export interface FetchKeywordsResult extends StageOutcome {
  keywords: ArtifactRef;
  primary: string;
}

export interface WriteScriptInput extends StageInput {
  keywords?: ArtifactRef;
}

export interface WriteScriptResult extends StageOutcome {
  script: ArtifactRef;
  title: string;
  sceneIds: string[];
}

export interface SceneEdit {
  id: string;
  narration?: string;
  onScreenText?: string;
  idea?: string;
}

export interface ReviseScriptInput extends StageInput {
  script: ArtifactRef;
  edits: SceneEdit[];
}

export interface SceneInput extends StageInput {
  script: ArtifactRef;
  sceneIndex: number;
}

export interface NarrateSceneResult extends StageOutcome {
  /** WAV, mono, 48 kHz, 16 bit, a whole number of frames long; ends with the pause before the next scene. */
  audio: ArtifactRef;
  /** `NarrationTiming` as JSON. */
  timing: ArtifactRef;
  frames: number;
  voice: string;
  timingSource: TimingSource;
}

/** All narrations of a film; the files are found by their inputs. */
export interface NarratedScenes {
  /** Frames of each scene. */
  sceneFrames: number[];
  voice: string;
  provider: string;
}

/** A scene from its narration to its finished clip: pictures, then frames. */
export interface RenderSceneInput extends SceneInput {
  audio: ArtifactRef;
  timing: ArtifactRef;
  frames: number;
}

export interface RenderSceneResult extends StageOutcome {
  /** `SceneClip` as JSON. */
  clip: ArtifactRef;
  /** Authors of its pictures whom the description has to name. */
  credits?: PictureCredit[];
}

export interface AssembleFilmInput extends StageInput {
  script: ArtifactRef;
  /** `SceneClip`s in the script's order. */
  clips: ArtifactRef[];
}

export interface AssembleFilmResult extends StageOutcome {
  video: ArtifactRef;
  srt: ArtifactRef;
  vtt: ArtifactRef;
  durationSeconds: number;
  quality: QualityReport;
  /** Title, author and licence of the music, when there is some. */
  music?: string;
  /** Of all its scenes; the workflow adds them. */
  credits?: PictureCredit[];
  /** Left out by earlier versions. */
  drawnPictures?: DrawnShare;
}

export interface MakeThumbnailsInput extends StageInput {
  script: ArtifactRef;
  keywords?: ArtifactRef;
}

export interface MakeThumbnailsResult extends StageOutcome {
  variants: ThumbnailVariant[];
}

export interface BuildMetadataInput extends StageInput {
  script: ArtifactRef;
  keywords?: ArtifactRef;
  /** Frames of each scene, for the chapters. */
  sceneFrames: number[];
  /** Authors of the film's pictures. */
  credits?: PictureCredit[];
  /** Left out where nobody knows the film's pictures. */
  drawnPictures?: DrawnShare;
}

export interface BuildMetadataResult extends StageOutcome {
  metadata: ArtifactRef;
  /** In the brief's other languages, where somebody could translate. */
  translations?: Translation[];
}

/** What belongs to a film in a language besides its own. */
export interface Translation {
  language: Language;
  /** `TranslatedWords` as JSON. */
  words: ArtifactRef;
  /** SubRip, at the times of the film's own. */
  captions?: ArtifactRef;
}

export interface TranslateFilmInput extends StageInput {
  metadata: ArtifactRef;
  /** The film's own captions, SubRip. */
  captions?: ArtifactRef;
  language: Language;
}

export interface TranslateFilmResult extends StageOutcome {
  /** Left out where nobody could translate; the note says why. */
  translation?: Translation;
}

export interface PublishFilmInput extends StageInput {
  /** Name in the published folder → file. */
  files: Record<string, ArtifactRef>;
  video: ArtifactRef;
  metadata: ArtifactRef;
  thumbnails: ThumbnailVariant[];
  translations?: Translation[];
}

export interface PublishFilmResult extends StageOutcome {
  publication: Publication;
}

/** A film that is on a platform, for the later stages of its publication. */
export interface PublicationInput extends PublishFilmInput {
  publication: Publication;
}

export interface AddCaptionsInput extends PublicationInput {
  captions: ArtifactRef;
  /** The film's own when left out. */
  language?: string;
}

/** How far a platform is with a film that it has. */
export interface FilmProcessing {
  isReady: boolean;
  /** 0 to 1, where the platform says so. */
  share?: number;
}

export interface CompareFilmInput extends StageInput {
  metadata: ArtifactRef;
  script: ArtifactRef;
}

export interface CompareFilmResult {
  /** A sentence for the person, when the film is a near copy of an earlier one. */
  warning?: string;
}

/** Input of the activity `keepSignIn`: a channel's sign-in, sealed by FACELESS_SECRETS_KEY. */
export interface KeepSignInInput {
  sealed: string;
}

export interface RetractPublicationInput {
  pipelineId: string;
  /** The upload step's provider; the default one when left out. */
  target?: string;
  /** Left out by earlier versions. */
  brief?: Brief;
  reason: string;
}

export interface RetractPublicationResult {
  /** What stays there, a sentence for the person. */
  note?: string;
  publication?: Publication;
}

/** Results of finished steps: what a new run takes over from a closed one. */
export interface StepResults {
  keywords?: FetchKeywordsResult;
  script?: WriteScriptResult;
  audio?: NarratedScenes;
  video?: AssembleFilmResult;
  thumbnail?: MakeThumbnailsResult;
  metadata?: BuildMetadataResult;
  upload?: PublishFilmResult;
  abtest?: StartAbTestResult;
}

/** Progress of a running activity, from its heartbeats. Nothing else stores it. */
export interface ActivityProgress {
  step: Step;
  /** What is being counted: `frames`, `bytes`, `sentences`. */
  unit: string;
  done: number;
  total: number;
}

/** Heartbeat details of an activity. */
export interface Heartbeat extends ActivityProgress {
  /** For its next try; never shown. */
  kept?: unknown;
}
