import type { Readable } from 'node:stream'
import type pg from 'pg'

/** The part of the driver's connection that a copy uses; its types do not declare it. */
interface CopyConnection {
  readonly stream: NodeJS.WritableStream & { readonly writableNeedDrain?: boolean }
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** Sends `source` to `COPY … FROM STDIN`; answers with the number of rows. A failure leaves the transaction aborted. */
export function copyFrom(client: pg.ClientBase, statement: string, source: Readable): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(statement, source, resolve, reject) as unknown as pg.Submittable)
  })
}

// What the driver asks of a query object; node-postgres documents it for pg-copy-streams and pg-cursor.
class CopyIn {
  readonly #statement: string
  readonly #source: Readable
  readonly #resolve: (rows: number) => void
  readonly #reject: (error: unknown) => void
  #rows = 0
  #failure: unknown

  constructor(statement: string, source: Readable, resolve: (rows: number) => void, reject: (error: unknown) => void) {
    this.#statement = statement
    this.#source = source
    this.#resolve = resolve
    this.#reject = reject
  }

  submit(connection: CopyConnection): void {
    connection.query(this.#statement)
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#send(connection).then(
      () => connection.endCopyFrom(),
      (error: unknown) => {
        this.#failure ??= error
        connection.sendCopyFail('the file could not be read')
      },
    )
  }

  async #send(connection: CopyConnection): Promise<void> {
    for await (const chunk of this.#source) {
      if (this.#failure !== undefined) return
      connection.sendCopyFromChunk(chunk as Buffer)
      if (connection.stream.writableNeedDrain === true) {
        await new Promise<void>((resolve) => connection.stream.once('drain', () => resolve()))
      }
    }
  }

  handleCommandComplete(message: { readonly text: string }): void {
    this.#rows = Number(/^COPY (\d+)$/.exec(message.text)?.[1] ?? 0)
  }

  handleError(error: unknown): void {
    this.#failure ??= error
    this.#source.destroy()
    this.#reject(this.#failure)
  }

  handleReadyForQuery(): void {
    if (this.#failure === undefined) this.#resolve(this.#rows)
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}
