import type pg from 'pg'

/** The database did not answer in time. */
export class DatabaseSilent extends Error {}

/**
 * The one connection that the ledger writes on. It is kept between batches, so that requests which exhaust the pool
 * cannot keep the ledger from writing; a broken one is given up and the next use takes another.
 */
export class WriteConnection {
  readonly #pool: pg.Pool
  readonly #waitMs: number
  #client: pg.PoolClient | undefined
  // Without a listener, a connection that breaks between two batches would end the process.
  readonly #onError = (): void => this.discard()

  constructor(pool: pg.Pool, waitMs: number) {
    this.#pool = pool
    this.#waitMs = waitMs
  }

  async client(): Promise<pg.PoolClient> {
    if (this.#client !== undefined) return this.#client
    const taken = this.#pool.connect()
    // A connection that arrives after we stopped waiting goes back, or the pool would run dry.
    const client = await this.timed(taken).catch((error: unknown) => {
      taken.then(
        (late) => late.release(),
        () => undefined,
      )
      throw error
    })
    client.on('error', this.#onError)
    this.#client = client
    return client
  }

  /** `answer`, or DatabaseSilent when it takes too long: a server that hangs must not hang its callers. */
  async timed<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DatabaseSilent(`no answer for ${this.#waitMs} ms`)), this.#waitMs)
    })
    try {
      return await Promise.race([answer, silence])
    } finally {
      clearTimeout(timer)
    }
  }

  discard(): void {
    const client = this.#client
    this.#client = undefined
    // The listener stays: a dying connection may still report errors.
    client?.release(true)
  }

  close(): void {
    const client = this.#client
    this.#client = undefined
    client?.off('error', this.#onError)
    client?.release()
  }
}
