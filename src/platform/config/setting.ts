import { fail, ok, type Result } from '../../kernel/result.ts'

/** One thing that an operator can set, declared once: reader, default and documentation come from it. */
export interface Setting<T> {
  readonly env: string
  readonly kind: string
  readonly about: string
  /** Whom or what the operator trusts by setting it so. */
  readonly trusts: string
  readonly fallback: T
  /** May come from a file named by `<ENV>_FILE`, and is never shown. */
  readonly secret: boolean
  /** The failure completes the sentence "port ...". */
  read(given: unknown): Result<T, string>
}

interface About<T> {
  readonly env: string
  readonly fallback: T
  readonly about: string
  readonly trusts: string
}

export function integer(about: About<number>, from: number, to: number): Setting<number> {
  return {
    ...about,
    kind: `whole number, ${from} to ${to}`,
    secret: false,
    read: (given) => {
      const value = typeof given === 'string' && /^-?\d+$/.test(given.trim()) ? Number(given) : given
      const fits = typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to
      return fits ? ok(value) : fail(`must be a whole number from ${from} to ${to}`)
    },
  }
}

export function decimal(about: About<number>, from: number, to: number): Setting<number> {
  return {
    ...about,
    kind: `number, ${from} to ${to}`,
    secret: false,
    read: (given) => {
      const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
      const fits = typeof value === 'number' && value >= from && value <= to
      return fits ? ok(value) : fail(`must be a number from ${from} to ${to}`)
    },
  }
}

export function flag(about: About<boolean>): Setting<boolean> {
  return {
    ...about,
    kind: 'true or false',
    secret: false,
    read: (given) => {
      if (given === true || given === 'true') return ok(true)
      return given === false || given === 'false' ? ok(false) : fail('must be true or false')
    },
  }
}

export function choice<const T extends string>(about: About<NoInfer<T>>, values: readonly T[]): Setting<T> {
  return {
    ...about,
    kind: `one of ${values.join(', ')}`,
    secret: false,
    read: (given) => {
      const found = values.find((value) => value === given)
      return found === undefined ? fail(`must be one of ${values.join(', ')}`) : ok(found)
    },
  }
}

interface TextRule {
  readonly kind: string
  readonly pattern: RegExp
  readonly secret?: boolean
}

const textLengthLimit = 2000

/** An empty fallback means: not set. */
export function text(about: About<string>, rule: TextRule): Setting<string> {
  return {
    ...about,
    kind: rule.kind,
    secret: rule.secret ?? false,
    read: (given) => {
      const value = typeof given === 'number' ? String(given) : given
      const fits = typeof value === 'string' && value.length <= textLengthLimit && rule.pattern.test(value)
      return fits ? ok(value) : fail(`must be ${rule.kind}`)
    },
  }
}

/** An address with one of these schemes, as the URL standard reads it. */
export function address(about: About<string>, schemes: readonly string[], secret = false): Setting<string> {
  const kind = `an address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`
  return {
    ...about,
    kind,
    secret,
    read: (given) => {
      if (typeof given !== 'string' || given.length > textLengthLimit || !URL.canParse(given)) {
        return fail(`must be ${kind}`)
      }
      return schemes.includes(new URL(given).protocol.slice(0, -1)) ? ok(given) : fail(`must be ${kind}`)
    },
  }
}
