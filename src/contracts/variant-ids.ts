/** How a variant of an A/B test is called, in the order they are given: the first is what the others are compared with. */
export const variantIds = ['a', 'b', 'c', 'd'] as const;
export type VariantId = (typeof variantIds)[number];
