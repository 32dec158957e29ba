import type pg from 'pg'

/** Remembers what was signed and taken, for every process on the database: nothing is taken twice. */
export interface TakenSignatures {
  /** False when this partner's token was taken before. */
  takeOnce(partner: string, token: string, until: Date): Promise<boolean>
  forgetExpired(now: Date): Promise<void>
}

/** Written by one statement; more wait for the next. */
const batchLimit = 500
/** Known here without asking; the oldest go first, and the database knows them still. */
const knownLimit = 50_000

interface Taking {
  readonly key: string
  readonly partner: string
  readonly token: string
  readonly until: Date
  settle(taken: Promise<boolean>): void
}

export function takenSignatures(pool: Pick<pg.Pool, 'query'>): TakenSignatures {
  const known = new Set<string>()
  let waiting: Taking[] = []
  let writing = false

  /** While one statement is under way, those that come meanwhile gather for the next. */
  async function write(): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchLimit)
      waiting = waiting.slice(batchLimit)
      const written = insert(pool, batch)
      for (const taking of batch) taking.settle(written.then((fresh) => fresh.has(taking.key)))
      await written.catch(() => {
        // Not known to be written: the next try is to ask the database.
        for (const { key } of batch) known.delete(key)
      })
    }
    writing = false
  }

  return {
    takeOnce(partner, token, until) {
      const key = keyOf(partner, token)
      if (known.has(key)) return Promise.resolve(false)
      known.add(key)
      if (known.size > knownLimit) for (const oldest of known.values().take(1)) known.delete(oldest)
      return new Promise((settle) => {
        waiting.push({ key, partner, token, until, settle })
        if (!writing) void write()
      })
    },
    async forgetExpired(now) {
      await pool.query('delete from taken_signature where expires_at < $1', [now])
    },
  }
}

const keyOf = (partner: string, token: string): string => `${partner} ${token}`

async function insert(pool: Pick<pg.Pool, 'query'>, batch: readonly Taking[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ partner: string; token: string }>({
    name: 'take-signatures',
    // Not waited for on the disk: what a crash of the server could lose is the last moments' tokens, and a message that
    // is sent again then still has the effect of its message id, once.
    text: `with quick as (select set_config('synchronous_commit', 'off', true))
      insert into taken_signature (partner, token, expires_at)
      select partner, token, expires_at from unnest($1::text[], $2::text[], $3::timestamptz[])
        as t(partner, token, expires_at), quick
      on conflict do nothing returning partner, token`,
    values: [batch.map((one) => one.partner), batch.map((one) => one.token), batch.map((one) => one.until)],
  })
  return new Set(rows.map(({ partner, token }) => keyOf(partner, token)))
}
