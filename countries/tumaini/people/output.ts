import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Cell = string | number | boolean | null
export type FileSummary = { readonly rows: number; readonly bytes: number; readonly sha256: string }

const flushBytes = 1 << 20

/** A text file written in large pieces and digested on the way. */
export class TextFile {
  private readonly handle: number
  private readonly hash = createHash('sha256')
  private pending: string[] = []
  private pendingLength = 0
  private bytes = 0
  private rows = 0

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true })
    this.handle = openSync(path, 'w')
  }

  line(text: string): void {
    this.raw(`${text}\n`)
    this.rows++
  }

  raw(text: string): void {
    this.pending.push(text)
    this.pendingLength += text.length
    if (this.pendingLength >= flushBytes) this.flush()
  }

  csv(cells: readonly Cell[]): void {
    this.line(cells.map((cell) => csvCell(cell, ',')).join(','))
  }

  json(value: unknown): void {
    this.line(JSON.stringify(value))
  }

  close(): FileSummary {
    this.flush()
    closeSync(this.handle)
    return { rows: this.rows, bytes: this.bytes, sha256: this.hash.digest('hex') }
  }

  private flush(): void {
    const chunk = Buffer.from(this.pending.join(''))
    this.pending = []
    this.pendingLength = 0
    this.bytes += chunk.length
    this.hash.update(chunk)
    for (let at = 0; at < chunk.length; ) at += writeSync(this.handle, chunk, at)
  }
}

/** RFC 4180: quoted only where needed; null is empty. */
export function csvCell(cell: Cell, separator: string): string {
  if (cell === null) return ''
  const text = String(cell)
  return text.includes(separator) || text.includes('"') || text.includes('\n')
    ? `"${text.replaceAll('"', '""')}"`
    : text
}

/** The folder being written: hands out files and remembers what each became. */
export class Output {
  readonly files: Record<string, FileSummary> = {}
  readonly folder: string
  private readonly open = new Map<string, TextFile>()

  constructor(folder: string) {
    this.folder = folder
  }

  file(name: string, header?: readonly string[]): TextFile {
    const file = new TextFile(join(this.folder, name))
    if (header) file.raw(`${header.join(',')}\n`)
    this.open.set(name, file)
    return file
  }

  /** A file that something else wrote. */
  add(name: string, summary: FileSummary): void {
    this.files[name] = summary
  }

  close(): void {
    for (const [name, file] of this.open) this.files[name] = file.close()
    this.open.clear()
  }
}
