/** Cleaning of names of people: titles and particles apart, spelling folded, in any script. */
import type { CleanedValue, Cleaner } from '../model/cleaned.ts'
import { toLatin } from './letters.ts'
import type { Nicknames } from './nicknames.ts'
import { nothing, partsWith, placeholder } from './parts.ts'
import { soundOf as soundOfToken } from './sound.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Said before a name, in the languages of the region. A name that is one of these alone stays a name. */
const titles = words(
  `mr mrs ms miss mister dr doctor prof professor rev reverend fr father pastor bishop eng engineer hon sir madam capt
  captain col colonel sgt maj gen chief bw bwana bi bibi mwl mwalimu mzee mama baba ndugu ust ustadh ustaz alhaji alhaj
  alhadji elhadj hajia hajiya haji hajj hadji hadj sheikh shaykh sheik cheikh imam maalim mallam malam mme mlle mgr
  monsieur madame ato weyzero weizero wro`,
)
const suffixes = words('jr jnr junior sr snr senior phd')

/** Parts that say whose child or of which house a person is, and that clerks write or leave out. */
const particles = words(
  `wa wwa ole arap bin binti bint ibn ben abu abou umm um el al as ar ad an ould wuld weld mint ait de da do dos du van von`,
)
/** `al` before a name, written together with it by a sign: Al-Amin, El'Bakri. */
const joinedArticle = /(?:^|(?<=\s))(al|el)[-'’ʼ`]+(?=\p{L})/gu

/** First halves of one name: Haile Mariam, Gebre Selassie, Abdul Rahman. */
const firstHalves = words('haile gebre gebra gabre wolde welde tekle habte abd abdul abdel abdal abdoul')

/** What clerks write when they have no name. */
const notNames = words(
  'abc xxx xx xyz na nil null none unknown test noname asdf qwerty hakuna haijulikani inconnu neant baby infant',
)

const longestNotName = Math.max(...[...notNames].map(({ length }) => length))

/** Apostrophes of any sort within a name are a sound (Ng’ang’a) or a habit, never a gap. */
const apostrophes = /['’‘ʼʻʾʿ`´]/g
const gaps = /[^\p{L}]+/u
/** Longer values are not names; only their beginning is compared. */
const longestName = 400

const everyPart = ['exact', 'canonical', 'phonetic', 'sorted', 'first', 'particles']

export function nameCleaner(nicknames: Nicknames, parts: readonly string[] = everyPart): Cleaner {
  const heard = tokenMemory(nicknames)
  const asked = { phonetic: parts.includes('phonetic'), sorted: parts.includes('sorted') }
  const spelled = (known: readonly Heard[], exact: string, apart: readonly string[]): CleanedValue => {
    // Most names have no nickname and stand in their order: one text, which is hashed once, serves three columns.
    const canonical = known.some(isNickname) ? joined(known, usualOf) : exact
    return partsWith({
      ...{ exact, canonical, phonetic: asked.phonetic ? joined(known, soundOf) : undefined },
      sorted: asked.sorted ? (inOrder(known) ? canonical : known.map(usualOf).sort().join(' ')) : undefined,
      ...{ first: known[0]?.sound, particles: apart.length === 0 ? undefined : apart.join(' ') },
    })
  }
  return (raw) => {
    if (raw === null) return nothing
    const lower = raw.length <= longestName ? raw.toLowerCase() : ''
    if (plainWords.test(lower)) {
      const known = lower.split(' ').map(heard)
      // A name of nothing but names, which most are: nothing comes off.
      if (known.every(isOnlyName) && !isNoName(known, lower)) return spelled(known, lower, [])
    }
    const tokens = tokensOf(raw, lower)
    if (tokens.length === 0) return nothing
    const { kept, apart } = withoutTitlesAndParticles(tokens)
    const known = kept.map(heard)
    const exact = kept.join(' ')
    return kept.every(saysNothing) || isNoName(known, exact) ? placeholder : spelled(known, exact, apart)
  }
}

const usualOf = ({ usual }: Heard): string => usual
const soundOf = ({ sound }: Heard): string => sound
const isNickname = ({ token, usual }: Heard): boolean => token !== usual
const isOnlyName = ({ onlyName }: Heard): boolean => onlyName

function joined(known: readonly Heard[], partOf: (heard: Heard) => string): string {
  let text = ''
  for (const [i, heard] of known.entries()) text += i === 0 ? partOf(heard) : ` ${partOf(heard)}`
  return text
}

function inOrder(known: readonly Heard[]): boolean {
  for (let i = 1; i < known.length; i++) if ((known[i - 1] as Heard).usual > (known[i] as Heard).usual) return false
  return true
}

/** A name of one word in two: no name, x y z. `exact` has one blank between two of them. */
const isNoName = ({ length }: readonly Heard[], exact: string): boolean =>
  length > 1 && exact.length - length < longestNotName && notNames.has(exact.replaceAll(' ', ''))

interface Heard {
  readonly token: string
  readonly usual: string
  readonly sound: string
  /** No title, no particle, no half of a name, no word for "none". */
  readonly onlyName: boolean
}

const rememberedTokens = 100_000

/** A country has few names and many people: what was worked out for a token is remembered, up to a bound. */
function tokenMemory(nicknames: Nicknames): (token: string) => Heard {
  const memory = new Map<string, Heard>()
  return (token) => {
    const known = memory.get(token)
    if (known !== undefined) return known
    const usual = nicknames.get(token) ?? token
    const onlyName = !firstHalves.has(token) && !comesOff.has(token) && !saysNothing(token)
    const heard = { token, usual, sound: soundOfToken(usual), onlyName }
    if (memory.size >= rememberedTokens) memory.clear()
    memory.set(token, heard)
    return heard
  }
}

/** One letter repeated (`xxxx`), or a word for "none". A single letter is an initial, and says something. */
const saysNothing = (token: string): boolean => notNames.has(token) || (token.length > 2 && /^(.)\1+$/u.test(token))

/** What most names are: nothing to fold, to join or to take away. */
const plainWords = /^[a-z]+(?: [a-z]+)*$/

function tokensOf(raw: string, lower: string): string[] {
  if (plainWords.test(lower)) return joinHalves(lower.split(' '))
  const spaced = toLatin(raw.slice(0, longestName)).replace(joinedArticle, '$1 ').replace(apostrophes, '')
  return joinHalves(spaced.split(gaps).filter((token) => token !== ''))
}

function joinHalves(tokens: string[]): string[] {
  if (!tokens.some((token) => firstHalves.has(token))) return tokens
  const joined: string[] = []
  for (const token of tokens) {
    const before = joined.at(-1)
    if (before !== undefined && firstHalves.has(before)) joined[joined.length - 1] = before + token
    else joined.push(token)
  }
  return joined
}

const comesOff = new Set([...titles, ...suffixes, ...particles])

/** Until nothing more comes off, so that cleaning what was cleaned changes nothing. */
function withoutTitlesAndParticles(tokens: string[]): { kept: string[]; apart: string[] } {
  if (!tokens.some((token) => comesOff.has(token))) return { kept: tokens, apart: [] }
  let kept = [...tokens]
  const apart: string[] = []
  for (;;) {
    const before = kept.length
    while (kept.length > 1 && titles.has(kept[0] ?? '')) kept.shift()
    while (kept.length > 1 && suffixes.has(kept.at(-1) ?? '')) kept.pop()
    const names = kept.filter((token) => !particles.has(token))
    if (names.length > 0 && names.length < kept.length) {
      apart.push(...kept.filter((token) => particles.has(token)))
      kept = names
    }
    kept = joinHalves(kept)
    if (kept.length === before) return { kept, apart }
  }
}
