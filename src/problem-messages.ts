import { problemMessages as agreements } from './agreements/problem-messages.ts'
import { problemMessages as exchange } from './exchange/problem-messages.ts'
import { problemMessages as federation } from './federation/problem-messages.ts'
import type { ProblemMessages } from './kernel/problem-messages.ts'
import { problemMessages as ledger } from './ledger/problem-messages.ts'

/** What the rooms' problems are called in the languages other than English. */
export const roomProblemMessages: ProblemMessages = { ...ledger, ...federation, ...agreements, ...exchange }
