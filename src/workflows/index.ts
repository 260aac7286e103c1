export { AbTestWorkflow } from './ab-test.ts';
export { PipelineWorkflow } from './pipeline.ts';
export { PublishWorkflow } from './publish.ts';
export { UploadWorkflow } from './upload.ts';
