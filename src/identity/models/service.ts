import { administer } from '../../federation/administration.ts'
import { newId } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/language.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { isTrained } from '../linkage/compare/weights.ts'
import type { RuleYield } from '../linkage/engines/contract.ts'
import { modelCard } from '../linkage/explain/card.ts'
import type { PlainDocument } from '../linkage/explain/document.ts'
import { checkModel } from '../linkage/model/check.ts'
import type { LinkageModel } from '../linkage/model/schema.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import { columnsReadBy } from '../live/registry.ts'
import type { By, PeopleWorld } from '../people/world.ts'
import { changesBetween, levelChanges } from './changes.ts'
import {
  alreadyProposed,
  notOfRegistry,
  notProposed,
  notTrained,
  otherInUse,
  ownModel,
  unknownModel,
} from './problems.ts'
import type { ConfirmRequest, KeptModel, ModelChanges, ModelUse } from './schema.ts'
import {
  decideUse,
  findModel,
  insertUse,
  keepModel,
  listModels,
  liveDigest,
  putInUse,
  rulesOfLastRun,
  versionBefore,
} from './store.ts'

export interface ModelDesk {
  list(): Promise<KeptModel[]>
  read(digest: string): Promise<Result<KeptModel>>
  keep(candidate: unknown, by: By): Promise<Result<KeptModel>>
  /** Asks for it to match records as they come; a second person answers. */
  propose(digest: string, by: By): Promise<Result<KeptModel>>
  confirm(digest: string, request: ConfirmRequest, by: By): Promise<Result<KeptModel>>
  /** By whoever may confirm; by the one who proposed it, it is taken back. */
  refuse(digest: string, by: By): Promise<Result<KeptModel>>
  /** Against another version, or the one before, or the one in use. */
  changes(model: LinkageModel, against: string | undefined, language: Language): Promise<Result<ModelChanges>>
  card(digest: string, language: Language): Promise<Result<PlainDocument>>
}

export function openModels(world: PeopleWorld): ModelDesk {
  const { pool } = world
  const read = async (digest: string): Promise<Result<KeptModel>> => {
    const kept = await findModel(pool, digest)
    return kept === undefined ? fail(unknownModel(digest)) : ok(kept)
  }
  return {
    read,
    list: () => listModels(pool),
    keep: (candidate, by) => keep(candidate, by, world),
    async propose(digest, by) {
      const kept = await read(digest)
      if (!kept.ok) return kept
      const proposed = await propose(kept.value, by, world)
      return proposed.ok ? read(digest) : proposed
    },
    async confirm(digest, request, by) {
      const kept = await read(digest)
      if (!kept.ok) return kept
      const confirmed = await confirm(kept.value, request, by, world)
      return confirmed.ok ? read(digest) : confirmed
    },
    async refuse(digest, by) {
      const kept = await read(digest)
      if (!kept.ok) return kept
      const use = waiting(kept.value)
      if (use === undefined) return fail(notProposed)
      const refused = await decide(kept.value, use, by, world)
      return refused.ok ? read(digest) : refused
    },
    changes: (model, against, language) => changes(model, against, language, world),
    async card(digest, language) {
      const kept = await read(digest)
      return kept.ok ? card(kept.value, language, world) : kept
    },
  }
}

async function keep(candidate: unknown, by: By, { pool, ledger, clock }: PeopleWorld): Promise<Result<KeptModel>> {
  const model = checkModel(candidate)
  if (!model.ok) return model
  const before = await findModel(pool, modelDigest(model.value))
  if (before !== undefined) return ok(before)
  const at = clock.now()
  let kept = model.value
  const appended = await administer(ledger, {
    ...{ by, at, act: 'identity.keep-model', concerns: by.member, subject: modelDigest(model.value) },
    details: { id: model.value.id, structure: modelDigest({ ...model.value, version: 1 }) },
    async write(tx) {
      kept = await keepModel(tx, model.value, { account: by.id, at })
      return true
    },
  })
  if (!appended.ok) return appended
  const found = await findModel(pool, modelDigest(kept))
  return found === undefined ? fail(unknownModel(modelDigest(kept))) : ok(found)
}

const waiting = ({ uses }: KeptModel): ModelUse | undefined => uses.find(({ state }) => state === 'proposed')

async function propose(kept: KeptModel, by: By, { pool, ledger, clock }: PeopleWorld): Promise<Result<unknown>> {
  const { digest, model, live } = kept
  if (!kept.trained) return fail(notTrained)
  const foreign = foreignColumns(model)
  if (foreign.length > 0) return fail(notOfRegistry(foreign))
  if (live || waiting(kept) !== undefined) return fail(alreadyProposed)
  const at = clock.now()
  const replaces = await liveDigest(pool)
  const use = { id: newId('mu', at.getTime()), model: digest, replaces, account: by.id, member: by.member, at }
  const appended = await administer(ledger, {
    ...{ by, at, act: 'identity.propose-model', concerns: by.member, subject: digest },
    ...{ details: detailsOf(kept, replaces), write: (tx) => insertUse(tx, use) },
  })
  return rejected(appended) ? fail(alreadyProposed) : appended
}

/** What the registry lacks, where for want of it no rule brings records together; a field that is only missing says nothing. */
function foreignColumns(model: LinkageModel): string[] {
  const known = new Set(columnsReadBy(model))
  const read = new Set(model.fields.filter(({ from }) => from.some((column) => known.has(column))).map(({ id }) => id))
  const works = model.blocking.rules.some(({ columns }) =>
    columns.every((column) => read.has(column.split('.')[0] ?? '')),
  )
  return works ? [] : [...new Set(model.fields.flatMap(({ from }) => from))].filter((column) => !known.has(column))
}

const detailsOf = ({ model: { id, version } }: KeptModel, replaces: string | undefined) => ({
  ...{ id, version },
  ...(replaces === undefined ? {} : { replaces }),
})

/** The write found that it could not be made any more. */
const rejected = (result: Result<unknown>): boolean => !result.ok && result.problem.code === 'ledger.rejected'

async function confirm(
  kept: KeptModel,
  { replaces }: ConfirmRequest,
  by: By,
  { pool, ledger, clock }: PeopleWorld,
): Promise<Result<unknown>> {
  const use = waiting(kept)
  if (use === undefined) return fail(notProposed)
  if (use.account === by.id || kept.account === by.id) return fail(ownModel)
  const inUse = await liveDigest(pool)
  if (replaces !== undefined && (replaces ?? undefined) !== inUse) return fail(otherInUse)
  const at = clock.now()
  const appended = await administer(ledger, {
    ...{ by, at, act: 'identity.use-model', concerns: by.member, subject: kept.digest },
    details: { ...detailsOf(kept, inUse), proposedBy: use.account, wroteBy: kept.account },
    async write(tx) {
      // Another one that came into use meanwhile is not what was looked at.
      if ((await liveDigest(tx)) !== inUse) return false
      return (await decideUse(tx, { id: use.id, state: 'confirmed', account: by.id, at })) && putInUse(tx, kept.digest)
    },
  })
  if (!rejected(appended)) return appended
  const now = await findModel(pool, kept.digest)
  return fail(now === undefined || waiting(now)?.id !== use.id ? notProposed : otherInUse)
}

async function decide(
  kept: KeptModel,
  use: ModelUse,
  by: By,
  { ledger, clock }: PeopleWorld,
): Promise<Result<unknown>> {
  const state = use.account === by.id ? 'withdrawn' : 'refused'
  const at = clock.now()
  const act = state === 'withdrawn' ? 'identity.withdraw-model' : 'identity.refuse-model'
  const appended = await administer(ledger, {
    ...{ by, at, act, concerns: by.member, subject: kept.digest, details: detailsOf(kept, use.replaces) },
    write: (tx) => decideUse(tx, { id: use.id, state, account: by.id, at }),
  })
  return rejected(appended) ? fail(notProposed) : appended
}

async function changes(
  model: LinkageModel,
  against: string | undefined,
  language: Language,
  { pool }: PeopleWorld,
): Promise<Result<ModelChanges>> {
  const other = against === undefined ? await usualOther(model, pool) : await findModel(pool, against)
  if (other === undefined) return against === undefined ? ok({ changes: [], levels: [] }) : fail(unknownModel(against))
  const { digest, live } = other
  const { id, version } = other.model
  return ok({
    against: { digest, id, version, live },
    changes: changesBetween(other.model, model, language),
    levels: levelChanges(other.model, model),
  })
}

/** The version before; of a first version, the model in use. */
async function usualOther(model: LinkageModel, pool: PeopleWorld['pool']): Promise<KeptModel | undefined> {
  const before = await versionBefore(pool, model)
  if (before !== undefined) return before
  const live = await liveDigest(pool)
  return live === undefined || live === modelDigest(model) ? undefined : findModel(pool, live)
}

async function card(kept: KeptModel, language: Language, { pool, clock }: PeopleWorld): Promise<Result<PlainDocument>> {
  const { digest, model } = kept
  if (!isTrained(model)) return fail(notTrained)
  const confirmed = kept.uses.find(({ state }) => state === 'confirmed')
  const signers = confirmed === undefined ? [] : [confirmed.account, confirmed.decidedBy ?? '']
  const signatures = signers.map((account) => ({ account, day: (confirmed?.decidedAt ?? '').slice(0, 10), digest }))
  const rules = await rulesOfLastRun(pool, digest)
  return ok(
    modelCard(
      {
        ...{ signed: { model, digest, signatures }, day: clock.today() },
        ...(rules === undefined ? {} : { rules: rules as readonly RuleYield[] }),
      },
      language,
    ),
  )
}
