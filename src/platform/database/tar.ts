/** One file of an archive, small enough to hold in memory. */
export interface TarEntry {
  readonly name: string
  readonly bytes: Buffer
}

/** An archive whose entries are larger was not made by us. */
export const entryBytesLimit = 16 * 1024 * 1024

const blockBytes = 512

/** A damaged or foreign archive. */
export class TarError extends Error {}

/** One entry in the ustar format (POSIX.1-2001 pax, without extensions). */
export function tarEntry({ name, bytes }: TarEntry): Buffer {
  const header = Buffer.alloc(blockBytes)
  const write = (text: string, at: number) => header.write(text, at, 'ascii')
  write(name, 0)
  write('0000600\0', 100)
  write('0000000\0', 108)
  write('0000000\0', 116)
  write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124)
  write('00000000000\0', 136)
  write('0', 156)
  write('ustar\x0000', 257)
  write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148)
  const padding = Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes)
  return Buffer.concat([header, bytes, padding])
}

export const tarEnd = (): Buffer => Buffer.alloc(blockBytes * 2)

/** The checksum counts its own field as spaces. */
function checksum(header: Buffer): number {
  let sum = 0
  for (let i = 0; i < blockBytes; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0)
  return sum
}

/** The entries of an archive, one after another as they come in. Throws TarError for what is not one. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const bytes = new ByteReader(source)
  for (;;) {
    const header = await bytes.take(blockBytes)
    if (header === undefined) throw new TarError('the archive ends too early')
    if (header.every((byte) => byte === 0)) return
    const stored = Number.parseInt(header.toString('ascii', 148, 154), 8)
    if (stored !== checksum(header)) throw new TarError('a header of the archive is damaged')
    const length = Number.parseInt(header.toString('ascii', 124, 135), 8)
    if (!(length >= 0 && length <= entryBytesLimit)) throw new TarError('an entry of the archive is too large')
    const content = await bytes.take(Math.ceil(length / blockBytes) * blockBytes)
    if (content === undefined) throw new TarError('the archive ends too early')
    yield { name: header.toString('ascii', 0, 100).replace(/\0.*$/s, ''), bytes: content.subarray(0, length) }
  }
}

class ByteReader {
  readonly #source: AsyncIterator<Buffer>
  #held: Buffer[] = []
  #heldBytes = 0

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async take(count: number): Promise<Buffer | undefined> {
    while (this.#heldBytes < count) {
      const next = await this.#source.next()
      if (next.done === true) return undefined
      this.#held.push(next.value)
      this.#heldBytes += next.value.length
    }
    const all = Buffer.concat(this.#held)
    this.#held = [all.subarray(count)]
    this.#heldBytes -= count
    return all.subarray(0, count)
  }
}
