import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Certificate, PrivateRun } from '../../../identity/private/schema.ts'
import { type RunBook, runZone } from '../../../identity/private/zone/run.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { Api } from '../../api.ts'
import { done, withApi } from '../../calling.ts'
import type { Command, OptionDeclaration } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { projectFolder } from '../../settings.ts'
import { keysOption, outOption, ownKeys, progressOf, projectOption, readProject, required } from './files.ts'

const words = {
  matched: {
    en: '{pairs} pairs, {tied} tied and left for a person; {compared} comparisons. The encodings are deleted, run {run}.',
    sw: 'Jozi {pairs}, {tied} zilizofungana zimeachiwa mtu; milinganisho {compared}. Usimbaji umefutwa, mzunguko {run}.',
    fr: '{pairs} paires, {tied} à égalité laissées à une personne ; {compared} comparaisons. Encodages effacés, exécution {run}.',
  },
  certified: {
    en: 'Filed for run {run}.',
    sw: 'Kimewasilishwa kwa mzunguko {run}.',
    fr: 'Déposé pour l’exécution {run}.',
  },
} satisfies Record<string, LocalText>

/** Runs are counted by the node: a limit kept here would be as good as who runs this. */
export const bookOf = (api: Api, project: string): RunBook => ({
  async start(run) {
    const started = await api.post(`/v1/private-linkage/projects/${project}/runs`, run)
    return started.ok ? ok({ id: (started.value as PrivateRun).id }) : started
  },
  finish: (certificate) => fileCertificate(api, certificate),
})

async function fileCertificate(api: Api, certificate: Certificate): Promise<Result<void>> {
  const run = encodeURIComponent(certificate.statement.run)
  const filed = await api.post(`/v1/private-linkage/runs/${run}/certificate`, certificate)
  return filed.ok ? ok(undefined) : filed
}

const file = (name: string, about: LocalText): OptionDeclaration => ({
  ...{ name, type: 'string', value: 'FILE', about },
})

export const privateMatch: Command = {
  name: 'private match',
  about: {
    en: 'in the matching zone: compare two files of encodings, give pairs of opaque ids, delete the encodings',
    sw: 'katika eneo la ulinganishaji: linganisha mafaili mawili ya usimbaji, toa jozi fiche, futa usimbaji',
    fr: 'dans la zone : comparer deux fichiers d’encodages, donner des paires opaques, effacer les encodages',
  },
  options: [
    ...[projectOption, keysOption],
    file('a', { en: 'encodings of one party', sw: 'usimbaji wa mshiriki mmoja', fr: 'encodages d’une partie' }),
    file('b', { en: 'encodings of the other', sw: 'usimbaji wa mwingine', fr: 'encodages de l’autre' }),
    outOption,
    ...callerOptions,
  ],
  examples: [
    'kiungo private match --project p.json --keys zone-keys --a nida.ndjson --b dss.ndjson --out pairs.ndjson',
  ],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      const given = required(options, 'project', 'keys', 'a', 'b', 'out')
      if (!given.ok) return given
      const checked = readProject(given.value.project)
      if (!checked.ok) return checked
      const keys = ownKeys(given.value.keys)
      if (!keys.ok) return keys
      const { a, b, out } = given.value
      const ran = await runZone(
        { a, b, decisions: out, certificate: `${out}.certificate.json` },
        {
          ...{ checked: checked.value, key: keys.value.signing, book: bookOf(api, checked.value.digest) },
          ...{ kernelFolder: join(projectFolder, '.cache'), now: () => new Date(), onProgress: progressOf(invocation) },
        },
      )
      if (!ran.ok) return ran
      const { pairs, tied, compared, run } = ran.value
      const told = { pairs: output.number(pairs), tied: output.number(tied), compared: output.number(compared), run }
      output.result(ran.value, [output.say(words.matched, told)])
      return done
    }),
}

export const privateCertify: Command = {
  name: 'private certify',
  about: {
    en: 'in the matching zone: file a certificate that could not be filed at the end of its run',
    sw: 'katika eneo la ulinganishaji: wasilisha cheti ambacho hakikuwasilishwa mwishoni',
    fr: 'dans la zone : déposer un certificat qui n’a pu l’être à la fin de son exécution',
  },
  options: [file('certificate', { en: 'the certificate', sw: 'cheti', fr: 'le certificat' }), ...callerOptions],
  examples: ['kiungo private certify --certificate pairs.ndjson.certificate.json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const given = required(invocation.options, 'certificate')
      if (!given.ok) return given
      const certificate = readCertificate(given.value.certificate)
      if (!certificate.ok) return certificate
      const filed = await fileCertificate(api, certificate.value)
      if (!filed.ok) return filed
      const { run } = certificate.value.statement
      invocation.output.result({ run }, [invocation.output.say(words.certified, { run })])
      return done
    }),
}

/** Its content is checked by the node, which knows the run. */
function readCertificate(name: string): Result<Certificate> {
  try {
    const read = JSON.parse(readFileSync(name, 'utf8'))
    if (typeof read?.statement?.run === 'string') return ok(read)
  } catch {
    // Told below, whatever it was.
  }
  return fail({
    code: 'cli.private-file-unusable',
    status: 400,
    message: `${name} is no certificate of a run`,
    fix: 'name the .certificate.json beside the decisions of the run',
  })
}
