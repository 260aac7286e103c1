/** Custom search attributes, all of type Keyword, by which runs are filtered in the Web UI and by `list`. Wire names. */
export const searchAttributeNames = {
  owner: 'PipelineOwner',
  step: 'PipelineStep',
  state: 'PipelineState',
} as const;
