import pg from 'pg'

/** The database did not answer in time. */
export class DatabaseSilent extends Error {}

/**
 * The one connection that the ledger writes on, beside the pool: requests that exhaust the pool must not keep the
 * evidence from being written. A broken one is given up, and the next use opens another.
 */
export class WriteConnection {
  readonly #options: pg.ClientConfig
  readonly #waitMs: number
  #client: pg.Client | undefined

  constructor(options: pg.ClientConfig, waitMs: number) {
    this.#options = { ...options, keepAlive: true, application_name: 'kiungo-ledger' }
    this.#waitMs = waitMs
  }

  /** The open connection, if there is one still. */
  get current(): pg.Client | undefined {
    return this.#client
  }

  async client(): Promise<pg.Client> {
    if (this.#client !== undefined) return this.#client
    const client = new pg.Client(this.#options)
    // Without a listener, a connection that breaks between two batches would end the process.
    client.on('error', () => {
      if (this.#client === client) this.#client = undefined
    })
    try {
      await this.timed(client.connect())
    } catch (error) {
      endQuietly(client)
      throw error
    }
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

  /** Gives the connection up; the server ends the transaction on it. */
  discard(): void {
    const client = this.#client
    this.#client = undefined
    if (client !== undefined) endQuietly(client)
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => undefined)
  }
}

/** With a query under way this destroys the socket, so it does not wait for a server that hangs. */
function endQuietly(client: pg.Client): void {
  client.end().catch(() => undefined)
}
