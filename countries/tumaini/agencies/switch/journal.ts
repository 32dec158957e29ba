import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'

/** One JSON document a line, on the disk before anybody is told: what was accepted outlives the process. */
export class Journal<Entry> {
  readonly entries: readonly Entry[]
  private readonly handle: number

  constructor(path: string) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    // A line without its end was never answered: the process died while writing it.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole))
    this.entries = whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Entry)
    this.handle = openSync(path, 'a')
  }

  append(entry: Entry): void {
    writeSync(this.handle, `${JSON.stringify(entry)}\n`)
    fsyncSync(this.handle)
  }

  close(): void {
    closeSync(this.handle)
  }
}
