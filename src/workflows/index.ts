export { PipelineWorkflow } from './pipeline.ts';
export { PublishWorkflow } from './publish.ts';
