import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { Check, Errors } from 'typebox/value'
import { isIsoDate } from '../../kernel/dates.ts'
import { Id, LocalText } from '../../kernel/nouns.ts'
import { Calendar, everyDay, workingDays } from './calendar.ts'
import { clockRowFaults } from './clocks.ts'
import { compileCondition, type ExpressionFault } from './expression.ts'
import { Jurisdiction, LawFacts } from './facts.ts'
import { Clock, type Example, Rule } from './rule.ts'
import { type Frame, type Run, visitLimit } from './values.ts'

const closed = { additionalProperties: false }

const Act = Type.Object(
  {
    id: Id,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    url: Type.Optional(Type.String({ maxLength: 300, pattern: '^https://' })),
  },
  closed,
)

/** Law as data: what one body of law asks of an agreement and of each exchange. */
export const RulePack = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 40 }),
    version: Type.String({ pattern: '^\\d{4}\\.\\d{1,3}(\\.\\d{1,3})?$', description: 'year and number: 2026.1' }),
    jurisdiction: Jurisdiction,
    /** Where it is in force, if not in the jurisdiction alone. */
    appliesIn: Type.Optional(Type.Array(Jurisdiction, { minItems: 1, maxItems: 60 })),
    title: LocalText,
    acts: Type.Array(Act, { minItems: 1, maxItems: 20 }),
    calendar: Calendar,
    /** A case in order, which the rules' examples change. */
    exampleFacts: Type.Record(Type.String({ maxLength: 80 }), Type.Unknown(), { maxProperties: 10 }),
    rules: Type.Array(Rule, { maxItems: 300 }),
    clocks: Type.Array(Clock, { maxItems: 60 }),
  },
  closed,
)
export type RulePack = Static<typeof RulePack>

export type PackFault = ExpressionFault

/** A rule ready to be asked. */
export interface CompiledRule {
  readonly rule: Rule
  readonly act: string
  readonly pack: string
  readonly applies: Run
  readonly check: Run
}

export type RuleOutcome = 'met' | 'broken' | 'unknown' | 'not-applicable'

/** What a rule says of a case. An unknown is a refusal unless the rule says otherwise: its `met` is then told. */
export function outcomeOf({ rule, applies, check }: CompiledRule, frame: Frame): RuleOutcome {
  const lenient = rule.whenUnknown === 'pass'
  frame.visits = visitLimit
  const concerned = applies(frame)
  if (concerned === false || (concerned !== true && lenient)) return 'not-applicable'
  const holds = check(frame)
  if (holds === true) return 'met'
  if (holds === false) return 'broken'
  return lenient ? 'met' : 'unknown'
}

export const packName = ({ id, version }: Pick<RulePack, 'id' | 'version'>): string => `${id}@${version}`

/** A pack that is sound, or all that is wrong with it: its shape, its words, and the examples of its own rows. */
export function checkPack(value: unknown): { readonly pack: RulePack } | { readonly faults: readonly PackFault[] } {
  if (!Check(RulePack, value)) return { faults: shapeFaults(RulePack, value, '') }
  // Without a time zone nothing can be reckoned, so that no example would come out.
  if (!isTimeZone(value.calendar.timeZone)) return { faults: [noTimeZone] }
  const faults = [...nameFaults(value)]
  const { rules, faults: misunderstood } = compileRules(value)
  faults.push(...misunderstood)
  for (const compiled of rules)
    faults.push(...exampleFaults(compiled, value, `/rules/${value.rules.indexOf(compiled.rule)}`))
  value.clocks.forEach((clock, i) => {
    faults.push(...clockRowFaults(clock, value.calendar, `/clocks/${i}`))
  })
  return faults.length > 0 ? { faults: faults.slice(0, maxFaults) } : { pack: value }
}

/** The rules as functions, and what is wrong in the expressions of the others. */
export function compileRules(pack: RulePack): {
  readonly rules: readonly CompiledRule[]
  readonly faults: readonly PackFault[]
} {
  const faults: PackFault[] = []
  const rules = pack.rules.flatMap((rule, i) => compileRule(rule, pack, `/rules/${i}`, faults) ?? [])
  return { rules, faults }
}

const maxFaults = 50

function shapeFaults(schema: Type.TSchema, value: unknown, at: string): PackFault[] {
  return Errors(schema, value)
    .slice(0, maxFaults)
    .map(({ instancePath, message, params }) => {
      const names = (params as { additionalProperties?: unknown }).additionalProperties
      const strange = Array.isArray(names) ? `: ${names.slice(0, 5).join(', ').slice(0, 200)}` : ''
      return {
        pointer: at + instancePath,
        message: `${message}${strange}`,
        fix: 'Correct it as docs/guides/rule-packs.md says.',
      }
    })
}

/** What the shape cannot say: that rows are told apart, and that what they name is there. */
function* nameFaults(pack: RulePack): Generator<PackFault> {
  const acts = new Set(pack.acts.map(({ id }) => id))
  const prefix = `${pack.id.toUpperCase()}-`
  const seen = new Set<string>()
  for (const list of ['rules', 'clocks'] as const) {
    for (const [i, { id, source, validFrom, validTo }] of pack[list].entries()) {
      const at = `/${list}/${i}`
      if (!id.startsWith(prefix))
        yield { pointer: `${at}/id`, message: `does not begin with ${prefix}`, fix: 'Put that first.' }
      if (seen.has(id)) yield { pointer: `${at}/id`, message: `${id} is there twice`, fix: 'Give each row its own id.' }
      seen.add(id)
      if (!acts.has(source.act)) {
        yield {
          pointer: `${at}/source/act`,
          message: `there is no act ${source.act}`,
          fix: `Use one of: ${[...acts].join(', ')}.`,
        }
      }
      for (const [name, day] of [
        ['validFrom', validFrom],
        ['validTo', validTo],
      ] as const) {
        if (day !== undefined && !isIsoDate(day)) {
          yield { pointer: `${at}/${name}`, message: 'is not a day of the calendar', fix: 'Write YYYY-MM-DD.' }
        }
      }
      if (validTo !== undefined && validTo < validFrom) {
        yield { pointer: `${at}/validTo`, message: 'lies before validFrom', fix: 'Correct one of the two.' }
      }
    }
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

function compileRule(rule: Rule, pack: RulePack, at: string, faults: PackFault[]): CompiledRule | undefined {
  const applies = compileCondition(rule.applies ?? true)
  const check = compileCondition(rule.check)
  for (const [name, outcome] of Object.entries({ applies, check })) {
    if (!('faults' in outcome)) continue
    faults.push(...outcome.faults.map((fault) => ({ ...fault, pointer: `${at}/${name}${fault.pointer}` })))
  }
  if ('faults' in applies || 'faults' in check) return undefined
  const act = pack.acts.find(({ id }) => id === rule.source.act)?.title ?? ''
  return { rule, act, pack: packName(pack), applies: applies.compiled.run, check: check.compiled.run }
}

/** The cases that a rule's examples describe. Their shape may be wrong until the pack is compiled. */
export const exampleCases = (pack: Pick<RulePack, 'exampleFacts'>, { examples }: Pick<Rule, 'examples'>) =>
  examples.map(({ expect, facts = {} }) => ({ expect, facts: mergePatch(pack.exampleFacts, facts) as LawFacts }))

/** Whoever corrects a row learns at once whether it still says what its examples say. */
function* exampleFaults(compiled: CompiledRule, pack: RulePack, at: string): Generator<PackFault> {
  const cases = exampleCases(pack, compiled.rule)
  for (const wanted of ['allow', 'deny'] as const) {
    if (cases.some(({ expect }) => expect === wanted)) continue
    yield { pointer: `${at}/examples`, message: `none is expected to ${wanted}`, fix: 'Give one case of each.' }
  }
  const frame = { ...newFrame(), calendar: workingDays(pack.calendar) }
  for (const [i, { expect, facts }] of cases.entries()) {
    if (!lawFacts.Check(facts)) {
      yield* shapeFaults(LawFacts, facts, `${at}/examples/${i}/facts`)
      continue
    }
    frame.facts = facts
    const found = outcomeOf(compiled, frame)
    if (!expected[expect].includes(found)) {
      yield {
        pointer: `${at}/examples/${i}`,
        message: `${compiled.rule.id} was expected to ${expect} and the rule is ${found}`,
        fix: 'Correct the rule, or the example if it was wrong.',
      }
    }
  }
}

/** Compiled, as a pack has hundreds of examples. */
const lawFacts = Compile(LawFacts)

const expected: Readonly<Record<Example['expect'], readonly RuleOutcome[]>> = {
  allow: ['met'],
  deny: ['broken', 'unknown'],
  'not-applicable': ['not-applicable'],
}

const noTimeZone: PackFault = {
  pointer: '/calendar/timeZone',
  message: 'is not a time zone',
  fix: 'Use a name such as Africa/Nairobi.',
}

export const newFrame = (): Frame => ({
  facts: {},
  items: [],
  broader: new Map(),
  calendar: everyDay,
  visits: visitLimit,
})

/** RFC 7396: objects are merged, null takes away, everything else replaces. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  const merged: Record<string, unknown> = isRecord(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name]
    else
      Object.defineProperty(merged, name, {
        value: mergePatch(merged[name], value),
        enumerable: true,
        configurable: true,
        writable: true,
      })
  }
  return merged
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
