import type pg from 'pg'
import type { Sealing } from '../sealed.ts'
import { insertNotes, type Note } from './message-store.ts'

/** Replies that were given at once, written down behind the answer: many in one statement. */
export interface Notes {
  /** Resolves at once, or when there is room again. */
  add(note: Note): Promise<void>
  /** Resolves when what was added until now is written or lost. */
  written(): Promise<void>
}

export interface NotesWorld {
  readonly database: pg.Pool
  readonly sealing: Sealing
  /** Told of notes that could not be written: they are lost, their exchanges are not. */
  readonly onLost: (error: unknown, notes: number) => void
}

const waitingLimit = 5_000
const rowsAtOnceLimit = 500
const gatherMs = 20

/**
 * A kill of the process loses the notes of the last moments: an answer that was given need not be given again. A message
 * that was accepted does not go this way.
 */
export function createNotes({ database, sealing, onLost }: NotesWorld): Notes {
  let waiting: Note[] = []
  let writing: Promise<void> | undefined

  async function write(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, gatherMs))
    while (waiting.length > 0) {
      const batch = waiting.slice(0, rowsAtOnceLimit)
      waiting = waiting.slice(rowsAtOnceLimit)
      await insertNotes(database, batch, sealing).catch((error: unknown) => rescue(batch, error))
    }
  }

  /** One that the database cannot take must not take the others with it. */
  async function rescue(batch: readonly Note[], error: unknown): Promise<void> {
    if (batch.length === 1 || !isDataError(error)) return onLost(error, batch.length)
    for (const note of batch) await insertNotes(database, [note], sealing).catch((fault: unknown) => onLost(fault, 1))
  }

  function start(): Promise<void> {
    writing ??= write().finally(() => {
      writing = undefined
      if (waiting.length > 0) void start()
    })
    return writing
  }

  return {
    async add(note) {
      while (waiting.length >= waitingLimit) await start()
      waiting.push(note)
      void start()
    },
    written: () => (waiting.length === 0 ? (writing ?? Promise.resolve()) : start()),
  }
}

/** Classes 22 and 23 of SQLSTATE: a value or a constraint, not the server. */
const isDataError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))
