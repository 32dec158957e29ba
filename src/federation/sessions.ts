import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { sha256Hex } from '../kernel/digest.ts'

export interface FoundSession {
  readonly username: string
  readonly expiresAt: Date
}

export interface Sessions {
  /** Answers with the cookie's value, which is nowhere kept. */
  open(username: string): Promise<{ readonly id: string; readonly expiresAt: Date }>
  /** The session while it is neither over nor forgotten; counts as use of it. */
  find(id: string): Promise<FoundSession | undefined>
  close(id: string): Promise<void>
  forgetExpired(): Promise<number>
}

export interface SessionOptions {
  readonly pool: pg.Pool
  /** From signing in, however busy. */
  readonly lifeMinutes: number
  /** Without a request. */
  readonly idleMinutes: number
  readonly now: () => Date
}

/** Use is written down at most this often: a click must not cost a write. */
const noteUseAfterMs = 60_000

const sessionId = /^[A-Za-z0-9_-]{43}$/

export function createSessions({ pool, lifeMinutes, idleMinutes, now }: SessionOptions): Sessions {
  const later = (minutes: number, from: Date) => new Date(from.getTime() + minutes * 60_000)
  return {
    async open(username) {
      const at = now()
      const id = randomBytes(32).toString('base64url')
      const expiresAt = later(lifeMinutes, at)
      await pool.query(
        `insert into session (id_hash, username, created_at, last_seen_at, expires_at) values ($1, $2, $3, $3, $4)`,
        [sha256Hex(id), username, at, expiresAt],
      )
      return { id, expiresAt }
    },
    async find(id) {
      if (!sessionId.test(id)) return undefined
      const at = now()
      const hash = sha256Hex(id)
      const { rows } = await pool.query<{ username: string; expiresAt: Date; lastSeenAt: Date }>({
        name: 'session-find',
        text: `select username, expires_at as "expiresAt", last_seen_at as "lastSeenAt" from session
               where id_hash = $1 and expires_at > $2 and last_seen_at > $3`,
        values: [hash, at, later(-idleMinutes, at)],
      })
      const [found] = rows
      if (found === undefined) return undefined
      if (at.getTime() - found.lastSeenAt.getTime() > noteUseAfterMs) {
        await pool.query('update session set last_seen_at = $2 where id_hash = $1', [hash, at])
      }
      return { username: found.username, expiresAt: found.expiresAt }
    },
    async close(id) {
      await pool.query('delete from session where id_hash = $1', [sha256Hex(id)])
    },
    async forgetExpired() {
      const at = now()
      const { rowCount } = await pool.query('delete from session where expires_at <= $1 or last_seen_at <= $2', [
        at,
        later(-idleMinutes, at),
      ])
      return rowCount ?? 0
    },
  }
}
