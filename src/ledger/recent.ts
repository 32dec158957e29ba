interface RecentBatch {
  readonly firstIndex: number
  readonly size: number
  readonly checkpoint: string
  readonly texts: readonly string[]
}

const bytesKept = 8 * 2 ** 20

/** The batches written last, so that the receipt of an entry just appended needs no database. */
export class RecentBatches {
  #batches: RecentBatch[] = []
  #bytes = 0

  add(batch: RecentBatch, bytes: number): void {
    this.#batches.push(batch)
    this.#bytes += bytes
    let gone = 0
    while (this.#bytes > bytesKept && gone < this.#batches.length - 1) {
      this.#bytes -= this.#batches[gone]!.texts.reduce((total, text) => total + text.length + 2, 0)
      gone += 1
    }
    if (gone > 0) this.#batches = this.#batches.slice(gone)
  }

  text(index: number): string | undefined {
    const batch = this.#first((b) => b.size > index)
    return batch?.texts[index - batch.firstIndex]
  }

  checkpointAt(size: number): string | undefined {
    const batch = this.#first((b) => b.size >= size)
    return batch?.size === size ? batch.checkpoint : undefined
  }

  /** First batch that passes a test which all later ones pass too. */
  #first(passes: (batch: RecentBatch) => boolean): RecentBatch | undefined {
    let low = 0
    let high = this.#batches.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (passes(this.#batches[middle]!)) high = middle
      else low = middle + 1
    }
    return this.#batches[low]
  }
}
