/** How good a set of decisions is, from counts: right ones, wrong ones, and those that should have been made. */
export interface Score {
  readonly right: number
  readonly wrong: number
  readonly missed: number
  /** Of what was decided, how much is right; 1 where nothing was decided. */
  readonly precision: number
  /** Of what is true, how much was decided; 1 where nothing is true. */
  readonly recall: number
  /** Harmonic mean of the two. */
  readonly f1: number
}

export function scoreOf(right: number, wrong: number, missed: number): Score {
  const precision = right + wrong === 0 ? 1 : right / (right + wrong)
  const recall = right + missed === 0 ? 1 : right / (right + missed)
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { right, wrong, missed, precision, recall, f1 }
}

/** Wilson's interval of 95 % for a share: narrow for many cases, honest for few. */
export function wilson(successes: number, trials: number): readonly [low: number, high: number] {
  if (trials === 0) return [0, 1]
  const z = 1.959964
  const share = successes / trials
  const centre = share + (z * z) / (2 * trials)
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))
  const scale = 1 + (z * z) / trials
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)]
}
