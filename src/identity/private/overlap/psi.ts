import psiModule from '@openmined/psi.js'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { psiRefused } from '../problems.ts'

/**
 * Private set intersection by Diffie-Hellman on P-256 (OpenMined's PSI, the same code in C++, Go, Python and Rust): the
 * asker blinds its elements, the answerer blinds them again and sends them back sorted, so that the asker can count those
 * that the answerer has, and cannot tell which they are. Exact: no Bloom filter.
 */

export interface Asked {
  /** Of the asker alone; without it the answer cannot be read. */
  readonly key: Uint8Array
  readonly request: Uint8Array
}

export interface Answered {
  readonly setup: Uint8Array
  readonly response: Uint8Array
}

// The package exports the function itself; its types say that it lies under `default`.
const loadPsi = psiModule as unknown as typeof psiModule.default

async function open() {
  const psi = await loadPsi()
  const { client, server } = psi
  // The library types both as optional, for builds with one of them; the one of this package has both.
  if (client === undefined || server === undefined) throw new Error('the library of set intersection is incomplete')
  return { psi, client, server }
}

/** Counting only, on both sides: each side of the library refuses a message of the other kind. */
const revealIntersection = false

export async function ask(elements: readonly string[]): Promise<Asked> {
  const asker = (await open()).client.createWithNewKey(revealIntersection)
  try {
    return { request: asker.createRequest(elements).serializeBinary(), key: asker.getPrivateKeyBytes() }
  } finally {
    asker.delete()
  }
}

/** How many different elements a request has; undefined when it is none, asks for more than a count, or repeats itself. */
export async function sizeOfRequest(request: Uint8Array): Promise<number | undefined> {
  const { psi } = await open()
  try {
    const read = psi.request.deserializeBinary(request)
    const blinded = read.getEncryptedElementsList_asB64()
    // An element that is sent twice would be counted twice, and shows the answerer that it was.
    return read.getRevealIntersection() || new Set(blinded).size < blinded.length ? undefined : blinded.length
  } catch {
    return undefined
  }
}

/** With a key that is used once and forgotten: two answers cannot be compared. */
export async function answer(request: Uint8Array, elements: readonly string[]): Promise<Result<Answered>> {
  const { psi, server } = await open()
  const answerer = server.createWithNewKey(revealIntersection)
  try {
    const read = psi.request.deserializeBinary(request)
    const size = read.getEncryptedElementsList_asB64().length
    const response = answerer.processRequest(read).serializeBinary()
    // The rate of false positives is not used by the raw structure.
    const setup = answerer.createSetupMessage(0, size, elements, psi.dataStructure.Raw).serializeBinary()
    return ok({ setup, response })
  } catch {
    return fail(psiRefused)
  } finally {
    answerer.delete()
  }
}

export async function countOf({ key }: Pick<Asked, 'key'>, { setup, response }: Answered): Promise<Result<number>> {
  const { psi, client } = await open()
  const asker = client.createFromKey(key, revealIntersection)
  try {
    const read = [psi.serverSetup.deserializeBinary(setup), psi.response.deserializeBinary(response)] as const
    return ok(asker.getIntersectionSize(...read))
  } catch {
    return fail(psiRefused)
  } finally {
    asker.delete()
  }
}
