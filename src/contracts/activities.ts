import type { RecordPipelineInput } from './records.ts';
import type * as stages from './stages.ts';

/** Every activity by its wire name. Workflows call them through this; each role's worker implements its own. */
export interface Activities {
  fetchKeywords(input: stages.StageInput): Promise<stages.FetchKeywordsResult>;
  writeScript(input: stages.WriteScriptInput): Promise<stages.WriteScriptResult>;
  reviseScript(input: stages.ReviseScriptInput): Promise<stages.WriteScriptResult>;
  narrateScene(input: stages.SceneInput): Promise<stages.NarrateSceneResult>;
  renderScene(input: stages.RenderSceneInput): Promise<stages.RenderSceneResult>;
  assembleFilm(input: stages.AssembleFilmInput): Promise<stages.AssembleFilmResult>;
  makeThumbnails(input: stages.MakeThumbnailsInput): Promise<stages.MakeThumbnailsResult>;
  buildMetadata(input: stages.BuildMetadataInput): Promise<stages.BuildMetadataResult>;
  publishFilm(input: stages.PublishFilmInput): Promise<stages.PublishFilmResult>;
  retractPublication(input: stages.RetractPublicationInput): Promise<void>;
  recordPipeline(input: RecordPipelineInput): Promise<void>;
}
