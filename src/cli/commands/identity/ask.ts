import type { Command, OptionDeclaration } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { askAbout, byOption, nationalId, saveOption } from '../ask.ts'

const purpose: OptionDeclaration = {
  name: 'purpose',
  type: 'string',
  value: 'PURPOSE',
  about: {
    en: 'what the answer is for; an agreement must allow it',
    sw: 'jibu ni la nini; lazima mkataba uruhusu',
    fr: 'à quoi sert la réponse ; un accord doit le permettre',
  },
  default: 'duplicate-prevention',
}
const only: OptionDeclaration = {
  name: 'only',
  type: 'string',
  value: 'ELEMENT',
  repeatable: true,
  about: {
    en: 'ask for this element only, e.g. known-to.pension; may be given several times',
    sw: 'uliza kipengele hiki tu, k.m. known-to.pension; kinaweza kurudiwa',
    fr: 'ne demander que cet élément, p. ex. known-to.pension ; répétable',
  },
}

/** A question to the identity map: under an agreement, and in the ledger, as any other. */
const asks = (service: string): Pick<Command, 'positionals' | 'options' | 'run'> => ({
  positionals: [nationalId],
  options: [byOption, only, purpose, saveOption, ...callerOptions],
  run: (invocation) => {
    const elements = invocation.options.only as readonly string[] | undefined
    return askAbout(invocation, {
      purpose: String(invocation.options.purpose ?? purpose.default),
      sources: [{ service, ...(elements === undefined ? {} : { elements }) }],
    })
  },
})

export const identityNumbers: Command = {
  name: 'identity numbers',
  about: {
    en: 'ask which identifiers of other systems a person has, with how sure that is',
    sw: 'uliza mtu ana vitambulisho gani vya mifumo mingine, na uhakika wake',
    fr: 'demander quels identifiants d’autres systèmes une personne a, avec leur niveau de garantie',
  },
  ...asks('identity-map.identifiers'),
  examples: ['kiungo identity numbers 123456789', 'kiungo identity numbers --by enrolment.number=P0000012 --json'],
}

export const identityKnown: Command = {
  name: 'identity known',
  about: {
    en: 'ask which programmes know a person: yes or no for each, and no record',
    sw: 'uliza programu zipi zinamjua mtu: ndiyo au hapana kwa kila moja, bila rekodi',
    fr: 'demander quels programmes connaissent une personne : oui ou non pour chacun, sans fiche',
  },
  ...asks('identity-map.known'),
  examples: [
    'kiungo identity known 123456789 --client ndma-demo',
    'kiungo identity known 123456789 --only known-to.pension --client ndma-demo',
  ],
}
