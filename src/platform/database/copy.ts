import { Readable } from 'node:stream'
import type pg from 'pg'

/** The part of the driver's connection that a copy uses; its types do not declare it. */
interface CopyConnection {
  readonly stream: NodeJS.WritableStream & {
    readonly writableNeedDrain?: boolean
    pause(): void
    resume(): void
  }
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** What the driver asks of a query object besides the messages of its own kind. */
class CopyQuery {
  readonly #statement: string

  constructor(statement: string) {
    this.#statement = statement
  }

  submit(connection: CopyConnection): void {
    connection.query(this.#statement)
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

const rowsOf = (command: { readonly text: string }) => Number(/^COPY (\d+)$/.exec(command.text)?.[1] ?? 0)

/** Sends `source` to `COPY … FROM STDIN`; answers with the number of rows. A failure leaves the transaction aborted. */
export function copyFrom(client: pg.ClientBase, statement: string, source: Readable): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(statement, { source, resolve, reject }) as unknown as pg.Submittable)
  })
}

interface CopyInEnd {
  readonly source: Readable
  readonly resolve: (rows: number) => void
  readonly reject: (error: unknown) => void
}

class CopyIn extends CopyQuery {
  readonly #end: CopyInEnd
  #rows = 0
  #failure: unknown

  constructor(statement: string, end: CopyInEnd) {
    super(statement)
    this.#end = end
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#send(connection).then(
      () => connection.endCopyFrom(),
      (error: unknown) => {
        this.#failure ??= error
        connection.sendCopyFail('the source could not be read')
      },
    )
  }

  async #send(connection: CopyConnection): Promise<void> {
    for await (const chunk of this.#end.source) {
      if (this.#failure !== undefined) return
      connection.sendCopyFromChunk(chunk as Buffer)
      if (connection.stream.writableNeedDrain === true) {
        await new Promise<void>((resolve) => connection.stream.once('drain', () => resolve()))
      }
    }
  }

  handleCommandComplete(message: { readonly text: string }): void {
    this.#rows = rowsOf(message)
  }

  handleError(error: unknown): void {
    this.#failure ??= error
    this.#end.source.destroy()
    this.#end.reject(this.#failure)
  }

  handleReadyForQuery(): void {
    if (this.#failure === undefined) this.#end.resolve(this.#rows)
  }
}

/** The bytes of `COPY … TO STDOUT`, in chunks of whole rows. Give the client back only after the end. */
export function copyTo(client: pg.ClientBase, statement: string): CopiedRows {
  const rows = new CopiedRows()
  client.query(new CopyOut(statement, rows) as unknown as pg.Submittable)
  return rows
}

export class CopiedRows extends Readable {
  /** Known when the stream has ended. */
  count = 0
  resumeSource: () => void = () => undefined

  override _read(): void {
    this.resumeSource()
  }
}

const chunkBytes = 256 * 1024

class CopyOut extends CopyQuery {
  readonly #rows: CopiedRows
  #gathered: Buffer[] = []
  #gatheredBytes = 0

  constructor(statement: string, rows: CopiedRows) {
    super(statement)
    this.#rows = rows
  }

  override submit(connection: CopyConnection): void {
    this.#rows.resumeSource = () => connection.stream.resume()
    super.submit(connection)
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }, connection: CopyConnection): void {
    // The driver reuses its buffer for the next packet.
    this.#gathered.push(Buffer.from(chunk))
    this.#gatheredBytes += chunk.length
    if (this.#gatheredBytes >= chunkBytes && !this.#flush()) connection.stream.pause()
  }

  #flush(): boolean {
    const chunk = Buffer.concat(this.#gathered)
    this.#gathered = []
    this.#gatheredBytes = 0
    return this.#rows.push(chunk)
  }

  handleCommandComplete(message: { readonly text: string }): void {
    this.#rows.count = rowsOf(message)
    if (this.#gatheredBytes > 0) this.#flush()
  }

  handleError(error: Error): void {
    this.#rows.resumeSource()
    this.#rows.destroy(error)
  }

  handleReadyForQuery(): void {
    // The last rows may have paused the connection, and nobody reads on after the end.
    this.#rows.resumeSource()
    this.#rows.push(null)
  }
}
