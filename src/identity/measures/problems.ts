import type { Problem } from '../../kernel/problem.ts'

export const noRunOfModel = (model: string): Problem => ({
  code: 'identity.no-run-of-model',
  status: 404,
  message: `no linkage run that is done used the model ${model}`,
  fix: 'Start one (POST /v1/identity/runs), or name a run.',
  params: { model },
})

export const tooLargeToCompare = (limit: number): Problem => ({
  code: 'identity.run-too-large-to-compare',
  status: 422,
  message: `runs of more than ${limit} records are not compared or evaluated by the server`,
  fix: 'Compare two runs over a part of the records.',
  params: { limit },
})

export const measureGivenUp: Problem = {
  code: 'identity.measure-given-up',
  status: 503,
  message: 'nobody waited any more for what was to be measured, and it was given up',
  fix: 'Ask again, and wait for the answer.',
}

/** A file of known truth is refused as a whole, at its first line that cannot be used; values are never repeated. */
export const truthHeader: Problem = {
  code: 'identity.truth-header',
  status: 422,
  message: 'line 1 of the truth does not name the columns of people or of pairs',
  fix: 'Write source,record,person (and up to five more columns to group by), or source,record,other_source,other_record,same.',
}

export const truthGroups = (column: number, limit: number): Problem => ({
  code: 'identity.truth-groups',
  status: 422,
  message: `column ${column} of the truth has more than ${limit} groups`,
  fix: 'Group by what few people share, such as a region or an age band.',
  params: { column, limit },
})

export type TruthFault = 'values' | 'empty' | 'twice' | 'same' | 'pair-of-itself' | 'unreadable'

const faults: Readonly<Record<TruthFault, string>> = {
  values: 'has more or fewer values than the header',
  empty: 'has an empty value',
  twice: 'names a record or a pair that came before',
  same: 'says neither yes nor no in the column same',
  'pair-of-itself': 'names one record as a pair',
  unreadable: 'cannot be read as CSV in UTF-8',
}

export const truthLine = (line: number, fault: TruthFault): Problem => ({
  code: 'identity.truth-line',
  status: 422,
  message: `line ${line} of the truth ${faults[fault]}`,
  fix: 'Correct the line and send the file again.',
  variant: fault,
  params: { line },
})

export const truthTooLong = (limit: number): Problem => ({
  code: 'identity.truth-too-long',
  status: 422,
  message: `the truth has more than ${limit} lines`,
  fix: 'Send a part of it.',
  params: { limit },
})

export const truthKnowsNobody: Problem = {
  code: 'identity.truth-of-other-records',
  status: 422,
  message: 'of the records or pairs that the truth names, the run knows none',
  fix: 'Write sources and records as the run has them, or name another run.',
}

export const nothingDecided: Problem = {
  code: 'identity.nothing-decided',
  status: 409,
  message: 'stewards have decided nothing yet about records of the run',
  fix: 'Decide some pairs of the queue first, or send a file of known truth.',
}
