import type { AbTestPlan } from './ab-test.ts';
import type { AbTestResults } from './ab-test-results.ts';
import type * as abTest from './ab-test-run.ts';
import type { ArtifactRef } from './artifact.ts';
import type { FileFacts, ProbeFileInput, ReleaseFilesInput } from './assets.ts';
import type { KeepOwnWordsInput } from './publish.ts';
import type { RecordPipelineInput } from './records.ts';
import type * as stages from './stages.ts';
import type { ListVoicesInput, ListVoicesResult } from './voices.ts';

/** Every activity by its wire name. Workflows call them through this; each role's worker implements its own. */
export interface Activities {
  fetchKeywords(input: stages.StageInput): Promise<stages.FetchKeywordsResult>;
  writeScript(input: stages.WriteScriptInput): Promise<stages.WriteScriptResult>;
  reviseScript(input: stages.ReviseScriptInput): Promise<stages.WriteScriptResult>;
  narrateScene(input: stages.SceneInput): Promise<stages.NarrateSceneResult>;
  listVoices(input: ListVoicesInput): Promise<ListVoicesResult>;
  renderScene(input: stages.RenderSceneInput): Promise<stages.RenderSceneResult>;
  assembleFilm(input: stages.AssembleFilmInput): Promise<stages.AssembleFilmResult>;
  makeThumbnails(input: stages.MakeThumbnailsInput): Promise<stages.MakeThumbnailsResult>;
  buildMetadata(input: stages.BuildMetadataInput): Promise<stages.BuildMetadataResult>;
  translateFilm(input: stages.TranslateFilmInput): Promise<stages.TranslateFilmResult>;
  publishFilm(input: stages.PublishFilmInput): Promise<stages.PublishFilmResult>;
  checkProcessing(input: stages.PublicationInput): Promise<stages.FilmProcessing>;
  setThumbnail(input: stages.PublicationInput): Promise<stages.StageOutcome>;
  addCaptions(input: stages.AddCaptionsInput): Promise<stages.StageOutcome>;
  addToPlaylists(input: stages.PublicationInput): Promise<stages.StageOutcome>;
  describeFilm(input: stages.PublicationInput): Promise<stages.StageOutcome>;
  releaseFilm(input: stages.PublicationInput): Promise<stages.PublishFilmResult>;
  checkRelease(input: stages.PublicationInput): Promise<stages.PublishFilmResult>;
  compareFilm(input: stages.CompareFilmInput): Promise<stages.CompareFilmResult>;
  keepSignIn(input: stages.KeepSignInInput): Promise<void>;
  /** Earlier versions answer nothing. */
  retractPublication(input: stages.RetractPublicationInput): Promise<stages.RetractPublicationResult | undefined>;
  probeFile(input: ProbeFileInput): Promise<FileFacts>;
  releaseFiles(input: ReleaseFilesInput): Promise<void>;
  keepOwnWords(input: KeepOwnWordsInput): Promise<{ metadata: ArtifactRef }>;
  planAbTest(input: abTest.AbTestSubject): Promise<AbTestPlan>;
  turnAbTest(input: abTest.TurnAbTestInput): Promise<abTest.TurnAbTestResult>;
  readAbTest(input: abTest.ReadAbTestInput): Promise<abTest.ReadAbTestResult>;
  showVariant(input: abTest.ShowVariantInput): Promise<abTest.ShowVariantResult>;
  judgeAbTest(input: abTest.JudgeAbTestInput): Promise<AbTestResults>;
  drawAbTest(input: abTest.JudgeAbTestInput): Promise<{ report: ArtifactRef }>;
  recordAbTest(input: abTest.RecordAbTestInput): Promise<void>;
  recordPipeline(input: RecordPipelineInput): Promise<void>;
}
