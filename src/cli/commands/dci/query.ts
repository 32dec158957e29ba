/** Whom a search or a subscription is about, as the command line writes it. */
import type { ProbeOptions } from '../../../conformance/probe.ts'
import { everybody, usual } from '../../../conformance/samples.ts'
import type { Json } from '../../../kernel/canonical-json.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { Criteria } from '../../../standards/dci/envelope.ts'
import { type Expression, expressionQuery, identifierQuery, operators } from '../../../standards/dci/expression.ts'
import { text } from '../../calling.ts'
import type { Invocation, OptionDeclaration } from '../../command.ts'
import { pair } from '../conform.ts'

export interface Query {
  readonly type: Criteria['queryType']
  readonly query: Json
}

export const queryOptions: readonly OptionDeclaration[] = [
  {
    name: 'id',
    type: 'string',
    value: 'TYPE:VALUE',
    about: {
      en: 'identifier of whom it is about, e.g. UIN:123',
      sw: 'kitambulisho cha anayehusika, k.m. UIN:123',
      fr: 'identifiant de la personne concernée, p. ex. UIN:123',
    },
  },
  {
    name: 'where',
    type: 'string',
    value: 'CONDITION',
    repeatable: true,
    about: {
      en: 'condition, e.g. "age lt 25" or "sex in female,male"; all that are given must hold',
      sw: 'sharti, k.m. "age lt 25" au "sex in female,male"; yote yaliyotolewa lazima yatimie',
      fr: 'condition, p. ex. « age lt 25 » ou « sex in female,male » ; toutes doivent être remplies',
    },
  },
  {
    name: 'record-type',
    type: 'string',
    value: 'TYPE',
    about: {
      en: 'reg_record_type to ask for (otherwise the usual one of the registry)',
      sw: 'reg_record_type ya kuomba (vinginevyo ile ya kawaida ya rejista)',
      fr: 'reg_record_type à demander (sinon celui d’usage du registre)',
    },
  },
  {
    name: 'event',
    type: 'string',
    value: 'TYPE',
    about: {
      en: 'reg_event_type, e.g. LiveBirth',
      sw: 'reg_event_type, k.m. LiveBirth',
      fr: 'reg_event_type, p. ex. LiveBirth',
    },
  },
]

const usage = (message: string, fix: string) => fail({ code: 'cli.usage', status: 400, message, fix })

/** Undefined where neither `--id` nor `--where` is given. */
export function queryOf({ options }: Invocation): Result<Query | undefined> {
  const conditions = (options.where ?? []) as readonly string[]
  if (options.id !== undefined) {
    const id = pair(options.id)
    if (id === undefined) return usage('--id is no pair', 'write it as TYPE:VALUE')
    if (conditions.length > 0) return usage('--id and --where are both given', 'ask by one of them')
    return ok({ type: 'idtype-value', query: identifierQuery(id.type, id.value) })
  }
  if (conditions.length === 0) return ok(undefined)
  const parts = conditions.map(condition)
  const wrong = conditions[parts.indexOf(undefined)]
  if (wrong !== undefined) {
    return usage(
      `\`${wrong}\` is no condition`,
      `write it as "ATTRIBUTE OPERATOR VALUE", operator: ${operators.join(', ')}`,
    )
  }
  return ok({ type: 'expression', query: expressionQuery({ and: parts.filter((part) => part !== undefined) }) })
}

/** Who is told of where nobody is named. */
export function everybodyIn(registry: ProbeOptions['registry']): Query {
  const [attribute = { name: 'birth_date', kind: 'date' as const }] = usual[registry]
  return { type: 'expression', query: expressionQuery(everybody(attribute)) }
}

/** `age lt 25`: what looks like a number is one, unless it stands in double quotes. */
export function condition(written: string): Expression | undefined {
  const [, attribute, word, value] = /^\s*(\S{1,200})\s+(\S+)\s+(.*\S)\s*$/.exec(written) ?? []
  const is = operators.find((one) => one === word)
  if (attribute === undefined || is === undefined || value === undefined) return undefined
  return { attribute, is, value: is === 'in' ? value.split(',').map((one) => typed(one.trim())) : typed(value) }
}

function typed(written: string): string | number | boolean {
  const quoted = /^"(.*)"$/.exec(written)?.[1]
  if (quoted !== undefined) return quoted
  if (written === 'true' || written === 'false') return written === 'true'
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/.test(written) ? Number(written) : written
}

export function interestOf({ options }: Invocation): { recordType?: string; eventType?: string } {
  const [recordType, eventType] = [text(options['record-type']), text(options.event)]
  return { ...(recordType === undefined ? {} : { recordType }), ...(eventType === undefined ? {} : { eventType }) }
}
