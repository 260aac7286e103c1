/** Pixels. */
export const reportSize = { width: 1600, height: 1000 } as const;

const margin = { left: 64, right: 1536 } as const;

/** Where everything is. Both charts of days share their left and right edges, so that a day is above itself. */
export const layout = {
  margin,
  rule: 38,
  title: { left: margin.left, right: 1330, baseline: 78 },
  headline: { left: margin.left, right: margin.right, top: 98, bottom: 202 },
  rates: { heading: 250, plot: { left: 148, right: 1000, top: 300, bottom: 592 } },
  evidence: { heading: 688, plot: { left: 148, right: 1000, top: 734, bottom: 872 } },
  /** Right of the plots: what the lines are called. */
  labels: { left: 1014, right: 1160 },
  side: { left: 1216, right: margin.right, heading: 250, bottom: 876 },
  footnotes: { left: margin.left, right: margin.right, baselines: [938, 962] },
} as const;

/** Sizes of letters, in pixels. */
export const sizes = { heading: 20, label: 21, text: 16, small: 15 } as const;
