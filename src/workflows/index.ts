export { PipelineWorkflow } from './pipeline.ts';
