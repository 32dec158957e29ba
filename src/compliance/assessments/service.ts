import type pg from 'pg'
import type { LawCopy } from '../../agreements/law/book.ts'
import type { Agreement, Facts } from '../../agreements/schema.ts'
import type { Agreements } from '../../agreements/service.ts'
import { administer } from '../../federation/administration.ts'
import { digestOf } from '../../kernel/digest.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import {
  assessmentChanged,
  needsConsultation,
  noSuchAgreement,
  ownAssessment,
  unknownAssessment,
  wrongStatus,
} from './problems.ts'
import {
  clauseOf,
  contentFault,
  earliestStart,
  outgrown,
  remaining,
  reportFault,
  scopeOf,
  shownTriggers,
} from './rules.ts'
import type {
  Assessment,
  AssessmentContent,
  AssessmentDraft,
  AssessmentStatus,
  Report,
  ShownAssessment,
} from './schema.ts'
import { insertAssessment, latestAssessments, revisionsOf } from './store.ts'

export interface AssessmentWorld {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly law: Pick<LawCopy, 'get'>
  readonly country: string
  readonly agreements: Pick<Agreements, 'renewed'>
  readonly classificationOf: Facts['classificationOf']
}

type By = Pick<Principal, 'id' | 'member'>
type Answer = Promise<Result<ShownAssessment>>

/** Impact assessments of agreements: drafted, submitted, decided by a data protection officer, reported. */
export interface Assessments {
  list(agreement: string | undefined): Promise<ShownAssessment[]>
  /** In all revisions, the last first. */
  read(id: string): Promise<Result<{ assessment: ShownAssessment; revisions: Assessment[] }>>
  draft(draft: AssessmentDraft, by: By): Answer
  revise(id: string, content: AssessmentContent, by: By): Answer
  submit(id: string, by: By): Answer
  approve(id: string, approval: { readonly consultation?: string }, by: By): Answer
  reject(id: string, reason: string, by: By): Answer
  report(id: string, report: Report, by: By): Answer
}

export const openAssessments = (world: AssessmentWorld): Assessments => ({
  list: async (agreement) =>
    Promise.all((await latestAssessments(world.pool, agreement)).map((one) => shown(one, world))),
  async read(id) {
    const revisions = await revisionsOf(world.pool, id)
    const [latest] = revisions
    if (latest === undefined) return fail(unknownAssessment(id))
    return ok({ assessment: await shown(latest, world), revisions })
  },
  async draft({ agreement, content }, by) {
    if ((await agreementOf(agreement, by, world)) === undefined) return fail(noSuchAgreement(agreement))
    const id = newId('dpia', world.clock.now().getTime())
    return keep({ id, revision: 1, agreement, status: 'draft', content }, 'draft', by, world)
  },
  revise: (id, content, by) =>
    step(id, 'revise', ['draft', 'rejected'], by, world, ({ id, revision, agreement }) =>
      ok({ id, revision, agreement, status: 'draft', content }),
    ),
  submit: (id, by) =>
    step(id, 'submit', ['draft'], by, world, (found, agreement) => {
      const fault = contentFault(found.content, shownTriggers(agreement, world.classificationOf))
      if (fault !== undefined) return fail(fault)
      const submittedBy = { account: by.id, member: by.member }
      return ok({ ...found, status: 'submitted', version: agreement.version, scope: scopeOf(agreement), submittedBy })
    }),
  approve: (id, approval, by) =>
    step(id, 'approve', ['submitted'], by, world, (found) => {
      if (found.submittedBy?.account === by.id) return fail(ownAssessment)
      const isHigh = remaining(found.content) === 'high'
      return isHigh && approval.consultation === undefined
        ? fail(needsConsultation)
        : ok({ ...found, status: 'approved', decision: { ...decided(by, world), ...approval } })
    }),
  reject: (id, reason, by) =>
    step(id, 'reject', ['submitted'], by, world, (found) =>
      ok({ ...found, status: 'rejected', decision: { ...decided(by, world), reason } }),
    ),
  async report(id, report, by) {
    const fault = reportFault(report, world.clock.today())
    if (fault !== undefined) return fail(fault)
    const start = earliestStart((await world.law.get()).law.clocks, { on: report.on, country: world.country })
    return step(id, 'report', ['approved'], by, world, (found) =>
      ok({ ...found, report: { ...report, ...(start === undefined ? {} : { earliestStart: start }) } }),
    )
  },
})

const decided = (by: By, { clock }: AssessmentWorld) => ({
  by: { account: by.id, member: by.member },
  on: clock.today(),
})

/** The latest version of an agreement in which the member gives or receives. */
async function agreementOf(id: string, by: By, { agreements }: AssessmentWorld): Promise<Agreement | undefined> {
  const agreement = (await agreements.renewed(id))?.[0]?.agreement
  const isParty = agreement !== undefined && [agreement.provider, agreement.consumer].includes(by.member)
  return isParty ? agreement : undefined
}

type Revised = Omit<Assessment, 'at' | 'by'>

async function step(
  id: string,
  act: string,
  from: readonly AssessmentStatus[],
  by: By,
  world: AssessmentWorld,
  change: (found: Revised, agreement: Agreement) => Result<Revised>,
): Answer {
  const [latest] = await revisionsOf(world.pool, id)
  const agreement = latest && (await agreementOf(latest.agreement, by, world))
  if (latest === undefined || agreement === undefined) return fail(unknownAssessment(id))
  if (!from.includes(latest.status)) return fail(wrongStatus(latest.status))
  const { at: _, by: __, ...found } = latest
  const changed = change(found, agreement)
  return changed.ok ? keep({ ...changed.value, revision: latest.revision + 1 }, act, by, world) : changed
}

/** One more revision, and the ledger entry that says that it was made. */
async function keep(revised: Revised, act: string, by: By, world: AssessmentWorld): Answer {
  const at = world.clock.now()
  const document: Assessment = { ...revised, at: at.toISOString(), by: { account: by.id, member: by.member } }
  const { id, revision, agreement, status } = document
  const appended = await administer(world.ledger, {
    ...{ by, at, act: `assessment.${act}`, concerns: by.member, subject: id },
    details: { agreement, revision, status, hash: digestOf(document) },
    write: (tx) => insertAssessment(tx, document),
  })
  if (appended.ok) return ok(await shown(document, world))
  return appended.problem.code === 'ledger.rejected' ? fail(assessmentChanged) : appended
}

async function shown(assessment: Assessment, { agreements }: AssessmentWorld): Promise<ShownAssessment> {
  const latest = (await agreements.renewed(assessment.agreement))?.[0]?.agreement
  const { scope, id } = assessment
  const clause = clauseOf(assessment)
  return {
    ...assessment,
    level: remaining(assessment.content),
    rerun: scope === undefined || latest === undefined ? [] : outgrown(scope, scopeOf(latest)),
    linked: latest?.impactAssessment?.reference === id,
    ...(clause === undefined ? {} : { clause }),
  }
}
