import { govstackProblemMessages as govstack } from './agreements/consent/govstack/problem-messages.ts'
import { consentProblemMessages as consent } from './agreements/consent/problem-messages.ts'
import { problemMessages as agreements } from './agreements/problem-messages.ts'
import { problemMessages as compliance } from './compliance/problem-messages.ts'
import { problemMessages as conformance } from './conformance/problem-messages.ts'
import { problemMessages as exchange } from './exchange/problem-messages.ts'
import { problemMessages as federation } from './federation/problem-messages.ts'
import { privateProblemMessages as privately } from './identity/private/problem-messages.ts'
import { problemMessages as identity } from './identity/problem-messages.ts'
import type { ProblemMessages } from './kernel/problem-messages.ts'
import { problemMessages as ledger } from './ledger/problem-messages.ts'
import { problemMessages as registry } from './registry/problem-messages.ts'

/** What the rooms' problems are called in the languages other than English. */
export const roomProblemMessages: ProblemMessages = {
  ...ledger,
  ...federation,
  ...agreements,
  ...consent,
  ...govstack,
  ...exchange,
  ...registry,
  ...identity,
  ...privately,
  ...compliance,
  ...conformance,
}
