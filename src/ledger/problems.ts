import type { Problem } from '../kernel/problem.ts'

export const overloaded = (waitingLimit: number): Problem => ({
  code: 'ledger.overloaded',
  status: 503,
  message: `more than ${waitingLimit} entries wait for the ledger`,
  fix: 'Send it again after a few seconds, and fewer at a time.',
  params: { waitingLimit },
})

export const unavailable: Problem = {
  code: 'ledger.unavailable',
  status: 503,
  message: 'the ledger cannot write, so nothing may be answered',
  fix: 'Send it again; if it lasts, check the database.',
}

export const outcomeUnknown: Problem = {
  code: 'ledger.outcome-unknown',
  status: 503,
  message: 'the database was lost while it committed, so it is not known whether the entry was written',
  fix: 'Send it again with the same message id: it has one effect.',
}

export const rejected = (kind: string): Problem => ({
  code: 'ledger.rejected',
  status: 409,
  message: `the ${kind} was there before, so nothing was written`,
  fix: 'Read what is there.',
  params: { kind },
})

export const actFailed = (kind: string): Problem => ({
  code: 'ledger.act-failed',
  status: 500,
  message: `the ${kind} could not be written, so it is not in the ledger`,
  fix: 'This is a fault of the software: report it with the id of the occurrence.',
  params: { kind },
})

export const closedLedger: Problem = {
  code: 'ledger.closed',
  status: 503,
  message: 'the ledger is being shut down',
  fix: 'Send it again after the restart.',
}

export const corrupt = (what: string): Problem => ({
  code: 'ledger.corrupt',
  status: 500,
  message: `the stored ledger contradicts itself: ${what}`,
  fix: 'Do not write to it. Keep the database as it is, and restore the last backup that verifies.',
})

export const foreignLog = (origin: string): Problem => ({
  code: 'ledger.foreign-log',
  status: 500,
  message: `the database holds the log "${origin}", which another origin or key signed`,
  fix: 'Use the origin and the signing key that this database was created with.',
})

export const noSuchEntry = (index: number): Problem => ({
  code: 'ledger.no-such-entry',
  status: 404,
  message: `the ledger has no entry ${index}`,
  fix: 'Entries are numbered from 0 to the size of the latest checkpoint less one.',
  params: { index },
})

export const noSuchCheckpoint = (size: number): Problem => ({
  code: 'ledger.no-such-checkpoint',
  status: 404,
  message: `no checkpoint was signed for ${size} entries`,
  fix: 'Use the size of a checkpoint that this log signed.',
  params: { size },
})

/** Thrown inside the room where the stored log does not add up; it ends all writing. */
export class CorruptLedger extends Error {
  readonly problem: Problem

  constructor(what: string) {
    super(what)
    this.problem = corrupt(what)
  }
}
