import type { Random } from '../../countries/tumaini/people/random.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** One slip of a finger: a letter changed, lost, added, or swapped with its neighbour. */
export function typo(random: Random, text: string): string {
  if (text.length < 3) return text
  const at = random.int(1, text.length - 2)
  const before = text.slice(0, at)
  switch (random.int(0, 3)) {
    case 0:
      return before + random.pick([...letters]) + text.slice(at + 1)
    case 1:
      return before + text.slice(at + 1)
    case 2:
      return before + random.pick([...letters]) + text.slice(at)
    default:
      return before + text[at + 1] + text[at] + text.slice(at + 2)
  }
}

const sounds: readonly (readonly [from: string, to: string])[] = [
  ...([
    ['ph', 'f'],
    ['sh', 'ch'],
    ['ou', 'u'],
    ['ck', 'k'],
    ['dj', 'j'],
    ['kh', 'k'],
  ] as const),
  ...([
    ['c', 'k'],
    ['y', 'i'],
    ['u', 'ou'],
    ['w', 'u'],
    ['k', 'kh'],
    ['s', 'ss'],
    ['a', 'ah'],
    ['i', 'ee'],
  ] as const),
]

/** Written as it was heard. */
export function misheard(random: Random, text: string): string {
  const fitting = sounds.filter(([from]) => text.indexOf(from, 1) > 0)
  if (fitting.length === 0) return text
  const [from, to] = random.pick(fitting)
  const at = text.indexOf(from, 1)
  return text.slice(0, at) + to + text.slice(at + from.length)
}

/** One digit of a number changed, or two neighbours swapped. */
export function wrongDigit(random: Random, digits: string): string {
  const at = random.int(1, digits.length - 2)
  return random.chance(0.5)
    ? digits.slice(0, at) + String(random.int(0, 9)) + digits.slice(at + 1)
    : digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2)
}
