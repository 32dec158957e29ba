/** Who is being sent to, and which deliveries wait their turn, within one process. */
export interface ClientLines {
  /** A place among those sent to the client at once; undefined: none is free, and the delivery stands in line. */
  enter(client: string, delivery: string): Place | undefined
}

export interface Place {
  /** Gives the place up; answers with the delivery that stood in line longest. */
  leave(): string | undefined
}

export function clientLines(atOnceLimit: number): ClientLines {
  const sending = new Map<string, Set<string>>()
  const waiting = new Map<string, Set<string>>()
  return {
    enter(client, delivery) {
      const now = sending.get(client) ?? new Set()
      // The end of the delivery before it may call one whose job is running already.
      if (now.has(delivery) || now.size >= atOnceLimit) {
        waiting.set(client, (waiting.get(client) ?? new Set()).add(delivery))
        return
      }
      sending.set(client, now.add(delivery))
      return { leave: () => leave(client, delivery) }
    },
  }

  function leave(client: string, delivery: string): string | undefined {
    const now = sending.get(client)
    now?.delete(delivery)
    if (now?.size === 0) sending.delete(client)
    const line = waiting.get(client)
    const [next] = line ?? []
    if (next !== undefined) line?.delete(next)
    if (line?.size === 0) waiting.delete(client)
    return next
  }
}
