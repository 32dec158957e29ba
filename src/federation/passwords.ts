import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** How dear a guess is: what people choose is guessable, what machines are given is random. */
export const costs = {
  // OWASP Password Storage Cheat Sheet: N=2^15, r=8, p=3 or stronger; a fifth of a second.
  person: { N: 2 ** 15, r: 8, p: 3 },
  // Ten milliseconds: many machines may ask for a token at the same moment, and none may hold up the others.
  machine: { N: 2 ** 12, r: 8, p: 1 },
} as const

export type Holder = keyof typeof costs

const keyBytes = 32
const saltBytes = 16
const maxmem = 64 * 1024 * 1024

interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** `scrypt$N$r$p$salt$key`: the parameters stand with the key, so that they can be raised later. */
export async function hashPassword(password: string, holder: Holder): Promise<string> {
  const cost = costs[holder]
  const salt = randomBytes(saltBytes)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Takes as long for an account that does not exist: hand in `undefined`, and it is compared with nothing. */
export async function verifyPassword(password: string, stored: string | undefined, holder: Holder): Promise<boolean> {
  const [scheme, n, r, p, salt, key] = (stored ?? '').split('$')
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) {
    await derive(password, Buffer.alloc(saltBytes), costs[holder])
    return false
  }
  const expected = Buffer.from(key, 'base64url')
  const cost = { N: Number(n), r: Number(r), p: Number(p) }
  const found = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return found.length === expected.length && timingSafeEqual(found, expected)
}

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on two keyboards is the same text.
    scrypt(password.normalize('NFKC'), salt, keyBytes, { ...cost, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
