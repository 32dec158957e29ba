import { loadOrCreateSecret } from '../../../federation/keys.ts'
import { epsilonOf } from '../../../identity/private/project.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { done } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { keysOption, ownKeys, projectOption, readProject, required } from './files.ts'

const words = {
  key: {
    en: 'Public key of this folder, for the declaration: {key}',
    sw: 'Ufunguo wa umma wa folda hii, kwa tangazo: {key}',
    fr: 'Clé publique de ce dossier, pour la déclaration : {key}',
  },
  secret: {
    en: 'project.key is the secret of the two owners: hand it to the other owner by a safe way, and never to the zone.',
    sw: 'project.key ni siri ya wamiliki wawili: mkabidhi mmiliki mwingine kwa njia salama, kamwe si eneo la ulinganishaji.',
    fr: 'project.key est le secret des deux propriétaires : remettez-le à l’autre par une voie sûre, jamais à la zone.',
  },
  digest: { en: 'Digest: {digest}', sw: 'Muhtasari: {digest}', fr: 'Empreinte : {digest}' },
  noise: {
    en: 'Noise {flip}: ε = {epsilon} for each bit, {all} for a whole encoding. Encodings are personal data under a pseudonym.',
    sw: 'Kelele {flip}: ε = {epsilon} kwa kila biti, {all} kwa usimbaji mzima. Usimbaji ni data binafsi yenye jina bandia.',
    fr: 'Bruit {flip} : ε = {epsilon} par bit, {all} pour un encodage entier. Les encodages sont des données pseudonymes.',
  },
} satisfies Record<string, LocalText>

export const privatePrepare: Command = {
  name: 'private prepare',
  about: {
    en: 'make the keys of a party or of the matching zone for linkage without names',
    sw: 'andaa funguo za mshiriki au za eneo kwa kuunganisha bila majina',
    fr: 'faire les clés d’une partie ou de la zone pour rapprocher sans noms',
  },
  options: [
    keysOption,
    {
      name: 'secret',
      type: 'boolean',
      about: {
        en: 'make the secret of the two owners, too (one owner does)',
        sw: 'andaa pia siri ya wamiliki wawili (mmiliki mmoja afanye)',
        fr: 'faire aussi le secret des deux propriétaires (l’un d’eux le fait)',
      },
    },
  ],
  examples: ['kiungo private prepare --keys nida-keys --secret', 'kiungo private prepare --keys zone-keys'],
  async run({ options, output }) {
    const given = required(options, 'keys')
    if (!given.ok) return given
    const keys = ownKeys(given.value.keys)
    if (!keys.ok) return keys
    const { kty, crv, x } = keys.value.signing.publicJwk
    const lines = [output.say(words.key, { key: JSON.stringify({ kty, crv, x }) })]
    if (options.secret === true) {
      const made = loadOrCreateSecret(given.value.keys, 'project')
      if (!made.ok) return made
      lines.push(output.say(words.secret))
    }
    output.result({ key: { kty, crv, x } }, lines)
    return done
  },
}

const encodingBits = 1024

export const privateCheck: Command = {
  name: 'private check',
  about: {
    en: 'check a project of linkage without names, and show the digest that all three must see',
    sw: 'kagua mradi wa kuunganisha bila majina, na uonyeshe muhtasari ambao wote watatu lazima wauone',
    fr: 'vérifier un projet de rapprochement sans noms, et montrer l’empreinte que les trois doivent voir',
  },
  options: [projectOption],
  examples: ['kiungo private check --project pension-deaths.json'],
  async run({ options, output }) {
    const given = required(options, 'project')
    if (!given.ok) return given
    const checked = readProject(given.value.project)
    if (!checked.ok) return checked
    const { project, digest } = checked.value
    const epsilon = epsilonOf(project.flip)
    const told = { flip: project.flip, epsilon: epsilon.toFixed(2), all: Math.round(epsilon * encodingBits) }
    output.result({ digest, epsilonPerBit: epsilon, project }, [
      output.say(words.digest, { digest }),
      output.say(words.noise, told),
    ])
    return done
  },
}
