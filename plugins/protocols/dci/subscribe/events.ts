import type { EventType } from '../../../../src/exchange/plugin.ts'
import type { RegistryName } from '../../../../src/standards/dci/registries.ts'
import { type Target, targets } from '../search/targets.ts'

/** What a subscriber hears of, where it is asked for, and the standard's own word for it. */
export interface Heard {
  readonly events: readonly EventType[]
  readonly target: Target
  readonly word: string
}

interface Known {
  /** Without prefix, case, hyphen and underscore: `NewHouseHoldMember` and `new_household_member` are one. */
  readonly words: readonly string[]
  readonly heard: readonly Heard[]
}

const birth: Heard = { events: ['birth'], target: targets.registeredBirth, word: 'LiveBirth' }
const death: Heard = { events: ['death'], target: targets.registeredDeath, word: 'Death' }
const marriage: Heard = { events: ['marriage'], target: targets.marriage, word: 'Marriage' }

/** Event types of each registry, with the synonyms that partners send. The first is for a registry's plain REGISTER. */
const known: Readonly<Record<RegistryName, readonly Known[]>> = {
  sr: [
    {
      words: ['register', 'registration', 'newregistration'],
      heard: [{ events: ['registration'], target: targets.person, word: 'REGISTER' }],
    },
    {
      words: ['newhouseholdmember', 'householdchange', 'householdupdate', 'update'],
      heard: [{ events: ['household-change'], target: targets.person, word: 'NewHouseHoldMember' }],
    },
    {
      // The list has no word for it: one that reads like its others.
      words: ['identitychange', 'linkchange', 'linkchanged'],
      heard: [{ events: ['identity-change'], target: targets.identity, word: 'IdentityChange' }],
    },
  ],
  crvs: [
    { words: ['register', 'registration'], heard: [birth, death, marriage] },
    { words: ['livebirth', 'birth', 'newborn'], heard: [birth] },
    { words: ['death'], heard: [death] },
    { words: ['marriage'], heard: [marriage] },
  ],
  dr: [
    {
      words: ['register', 'registration', 'disabledperson', 'newdisabledperson', 'newdisablednewborn'],
      heard: [{ events: ['disability-registration'], target: targets.disabled, word: 'REGISTER' }],
    },
  ],
  fr: [
    {
      words: ['register', 'registration', 'farmer', 'newfarmer'],
      heard: [{ events: ['farmer-registration'], target: targets.farmer, word: 'REGISTER' }],
    },
  ],
  ibr: [
    {
      words: ['enrollement', 'enrollment', 'enrolment', 'enrolled', 'register'],
      heard: [{ events: ['enrolment'], target: targets.enrolment, word: 'enrollement' }],
    },
    {
      words: [
        'enrollementstatuschange',
        'enrollmentstatuschange',
        'enrolmentstatuschange',
        'statuschange',
        'deregister',
      ],
      heard: [{ events: ['enrolment-change'], target: targets.enrolment, word: 'enrollement_status_change' }],
    },
    {
      words: ['payment', 'benefitpayment'],
      heard: [{ events: ['payment'], target: targets.enrolment, word: 'payment' }],
    },
  ],
  ess: [
    {
      words: ['register', 'registration', 'employmentchange', 'update'],
      heard: [{ events: ['employment-change'], target: targets.employment, word: 'REGISTER' }],
    },
  ],
}

/** Undefined for a word that no event of this registry has. */
export function heardAs(registry: RegistryName, word: string): readonly Heard[] | undefined {
  const plain = word.toLowerCase().replaceAll(/[-_ ]/g, '')
  return known[registry].find(({ words }) => words.includes(plain))?.heard
}

export const eventWordsOf = (registry: RegistryName): readonly string[] =>
  known[registry].map(({ words: [first = ''] }) => first)
