import { existsSync } from 'node:fs'
import { type Finding, type FindingSeverity, severities } from '../../../agreements/analysis/schema.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { withApi } from '../../calling.ts'
import { type Command, exitCodes } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import type { Output } from '../../output.ts'
import { readDraft } from '../agreements.ts'

const severityWords: Readonly<Record<FindingSeverity, LocalText>> = {
  error: { en: 'error', sw: 'kosa', fr: 'erreur' },
  warning: { en: 'warning', sw: 'onyo', fr: 'avertissement' },
  notice: { en: 'notice', sw: 'zingatio', fr: 'remarque' },
}

const nothing: LocalText = { en: 'Nothing found.', sw: 'Hakuna kilichopatikana.', fr: 'Rien trouvé.' }
const counts: LocalText = {
  en: 'errors: {error}, warnings: {warning}, notices: {notice}',
  sw: 'makosa: {error}, maonyo: {warning}, mazingatio: {notice}',
  fr: 'erreurs : {error}, avertissements : {warning}, remarques : {notice}',
}

export const checkAgreement: Command = {
  name: 'agreements check',
  about: {
    en: 'say what should be thought of before an agreement is signed',
    sw: 'eleza yanayopaswa kuzingatiwa kabla ya makubaliano kutiwa saini',
    fr: 'dire à quoi penser avant de signer un accord',
  },
  positionals: [
    {
      name: 'FILE|ID',
      about: {
        en: 'a file with the agreement in YAML or JSON, or the id of one that is kept',
        sw: 'faili yenye makubaliano kwa YAML au JSON, au kitambulisho cha yaliyohifadhiwa',
        fr: 'un fichier avec l’accord en YAML ou JSON, ou l’identifiant d’un accord conservé',
      },
      required: true,
    },
  ],
  options: [
    {
      name: 'fail-on',
      type: 'string',
      value: 'SEVERITY',
      about: {
        en: 'end with code 3 when something of this severity or graver is found: error, warning or notice',
        sw: 'maliza kwa msimbo 3 kikipatikana cha uzito huu au zaidi: error, warning au notice',
        fr: 'finir avec le code 3 si l’on trouve de cette gravité ou plus : error, warning ou notice',
      },
      default: 'error',
    },
    ...callerOptions,
  ],
  examples: [
    'kiungo agreements check nsps-ndma-registry',
    'kiungo agreements check draft.yaml --fail-on warning --json',
  ],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, positionals, output } = invocation
      const failOn = severities.indexOf((options['fail-on'] ?? 'error') as FindingSeverity)
      if (failOn === -1) return usage(`--fail-on takes one of: ${severities.join(', ')}`, 'leave it out, or give one')
      const [named = ''] = positionals
      const draft = existsSync(named) ? draftIn(named) : undefined
      if (draft?.ok === false) return draft
      const answer =
        draft === undefined
          ? await api.get(`/v1/agreements/${encodeURIComponent(named)}/analysis`)
          : await api.post('/v1/agreements/analyse', draft.value)
      if (!answer.ok) return answer
      const { findings } = answer.value as { findings: Finding[] }
      output.result(answer.value, linesOf(findings, output))
      const grave = findings.some(({ severity }) => severities.indexOf(severity) <= failOn)
      return ok(grave ? exitCodes.refused : exitCodes.ok)
    }),
}

const usage = (message: string, fix: string) => fail({ code: 'cli.usage', status: 400, message, fix })

/** In a country pack the status stands beside the clauses; it is no part of the text. */
function draftIn(file: string): Result<unknown> {
  const draft = readDraft(file)
  if (!draft.ok) return draft
  const { status: _status, reason: _reason, ...agreement } = Object(draft.value)
  return ok(agreement)
}

function linesOf(findings: readonly Finding[], output: Output): string[] {
  if (findings.length === 0) return [output.say(nothing)]
  const lines = findings.flatMap(({ severity, code, places, says, fix, law }) => {
    const [first = '', ...more] = places
    const place = `${first === '' ? '/' : first}${more.length === 0 ? '' : ` (+${more.length})`}`
    const cited = law === undefined ? [] : [`  ${law.act}, ${law.section} [${law.rule}]`]
    const heading = `${output.say(severityWords[severity]).toUpperCase()}  ${place}  ${code}`
    return [heading, `  ${output.say(says)}`, ...cited, `  ${output.say(fix)}`, '']
  })
  const number = (severity: FindingSeverity) => findings.filter((one) => one.severity === severity).length
  const numbers = { error: number('error'), warning: number('warning'), notice: number('notice') }
  return [...lines, output.say(counts, numbers)]
}
