import { writeFileSync } from 'node:fs'
import { openEncoder, planOf } from '../../../identity/private/encoding/encoder.ts'
import { opaqueId, writeEncodings } from '../../../identity/private/files/write.ts'
import { notTheParty } from '../../../identity/private/problems.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail } from '../../../kernel/result.ts'
import { thumbprint } from '../../../kernel/signature.ts'
import { done } from '../../calling.ts'
import type { Command } from '../../command.ts'
import {
  inOption,
  keysOption,
  outOption,
  ownKeys,
  projectOption,
  projectSecret,
  readProject,
  readRecords,
  required,
} from './files.ts'

const words = {
  written: {
    en: '{encoded} records encoded, {left} left out because they say too little; {share} % of the bits are set.',
    sw: 'Rekodi {encoded} zimesimbwa, {left} zimeachwa kwa kuwa zinasema kidogo mno; biti {share} % zimewekwa.',
    fr: '{encoded} enregistrements encodés, {left} laissés de côté car ils disent trop peu ; {share} % des bits sont mis.',
  },
  thin: {
    en: 'Fewer than 45 % of the bits are set: hardening hides little of them. Raise `hashes` in a new declaration.',
    sw: 'Chini ya 45 % ya biti zimewekwa: ulinzi unaficha kidogo. Ongeza `hashes` katika tangazo jipya.',
    fr: 'Moins de 45 % des bits sont mis : le durcissement cache peu. Augmentez `hashes` dans une nouvelle déclaration.',
  },
} satisfies Record<string, LocalText>

/** Below it an attack by patterns still tells many names; see the guide. */
const leastShare = 0.45

export const privateEncode: Command = {
  name: 'private encode',
  about: {
    en: 'encode your records under the secret of a project, for its matching zone',
    sw: 'simba rekodi zako kwa siri ya mradi, kwa ajili ya eneo la ulinganishaji',
    fr: 'encoder vos enregistrements sous le secret d’un projet, pour sa zone de rapprochement',
  },
  options: [
    ...[projectOption, keysOption, inOption, outOption],
    {
      name: 'id',
      type: 'string',
      value: 'COLUMN',
      about: { en: 'column of your own ids', sw: 'safu ya vitambulisho vyako', fr: 'colonne de vos identifiants' },
    },
    {
      name: 'map',
      type: 'string',
      value: 'FILE',
      about: {
        en: 'file for you alone: which opaque id is of which record',
        sw: 'faili lako pekee: kitambulisho kipi fiche ni cha rekodi ipi',
        fr: 'fichier pour vous seul : quel identifiant opaque est de quel enregistrement',
      },
    },
  ],
  examples: [
    'kiungo private encode --project p.json --keys nida-keys --in people.csv --id nin --out nida.ndjson --map nida-map.csv',
  ],
  async run({ options, output }) {
    const given = required(options, 'project', 'keys', 'in', 'out', 'id', 'map')
    if (!given.ok) return given
    const { id: idColumn, map, out } = given.value
    const checked = readProject(given.value.project)
    if (!checked.ok) return checked
    const { project, digest } = checked.value
    const keys = ownKeys(given.value.keys)
    if (!keys.ok) return keys
    const { signing, own } = keys.value
    const party = project.parties.find(({ key }) => thumbprint(key) === signing.kid)
    if (party === undefined) return fail(notTheParty)
    const secret = projectSecret(given.value.keys)
    if (!secret.ok) return secret
    const columns = [...new Set([idColumn, ...project.fields.flatMap(({ from }) => from)])]
    const records = readRecords(given.value.in, columns)
    if (!records.ok) return records
    const encoder = openEncoder(planOf(project), { secret: secret.value, context: digest, noiseKey: own })
    const ids = new Map<string, string>()
    const encodings = records.value.flatMap((record) => {
      const plainId = record[idColumn] ?? ''
      const id = opaqueId(own, digest, plainId)
      // The zone refuses an id that is there twice; the first record of an id stands for it.
      const encoded = ids.has(id) ? undefined : encoder.encode(id, record)
      if (encoded === undefined) return []
      ids.set(id, plainId)
      return [{ id, ...encoded }]
    })
    writeEncodings(out, encodings, { checked: checked.value, party: party.member, key: signing, check: encoder.check })
    writeFileSync(
      map,
      `opaque,id\n${[...ids].map(([id, plain]) => `${id},"${plain.replaceAll('"', '""')}"\n`).join('')}`,
      {
        mode: 0o600,
      },
    )
    const share = shareSet(encodings.map(({ bits }) => bits))
    const counts = { encoded: encodings.length, left: records.value.length - encodings.length }
    const lines = [output.say(words.written, { ...counts, share: Math.round(100 * share) })]
    if (encodings.length > 0 && share < leastShare) lines.push(output.say(words.thin))
    output.result({ project: digest, ...counts, shareOfBitsSet: share }, lines)
    return done
  },
}

function shareSet(encodings: readonly Uint8Array[]): number {
  let set = 0
  let all = 0
  for (const bits of encodings) {
    all += 8 * bits.length
    for (let byte of bits) for (; byte > 0; byte &= byte - 1) set++
  }
  return all === 0 ? 0 : set / all
}
