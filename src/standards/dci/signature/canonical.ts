import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { pythonJson } from '../python-json.ts'
import { explicitHeader } from './explicit-header.ts'
import type { CanonicalForm } from './profiles.ts'

/** What a signature covers. */
export interface SignedParts {
  readonly header: unknown
  readonly message: unknown
}

/** Deeper is no message of the standard, and would cost the stack that the writers recurse on. */
const depthLimit = 100

export function canonicalText({ header, message }: SignedParts, form: CanonicalForm): string {
  return form === 'python-json' ? pythonJson({ header, message }) : canonicalJson({ header, message })
}

/**
 * The texts that a signature of these parts may have been made of. Which form a sender uses is not said on the wire,
 * and OpenSPP signs the header with its defaults filled in, whether they were sent or not. All say the same message.
 */
export function* canonicalTexts(parts: SignedParts): Generator<string> {
  if (!isWithin([parts.header, parts.message], depthLimit)) return
  const sent = canonicalText(parts, 'python-json')
  yield sent
  const filled = canonicalText({ header: explicitHeader(parts.header), message: parts.message }, 'python-json')
  if (filled !== sent) yield filled
  const rfc8785 = strictText(parts)
  if (rfc8785 !== undefined && rfc8785 !== sent) yield rfc8785
}

export const sameParts = (one: unknown, other: SignedParts): boolean =>
  isWithin([one], depthLimit + 1) &&
  isWithin([other.header, other.message], depthLimit) &&
  pythonJson(one) === canonicalText(other, 'python-json')

/** Undefined where RFC 8785 has no form: a lone surrogate. */
function strictText(parts: SignedParts): string | undefined {
  try {
    return canonicalText(parts, 'rfc8785')
  } catch {
    return undefined
  }
}

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth >= 0 && Object.values(value).every((item) => isWithin(item, depth - 1))
}
