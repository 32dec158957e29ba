import type pg from 'pg'
import { administer } from '../../../federation/administration.ts'
import { newId } from '../../../kernel/ids.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { consentChanged } from '../problems.ts'
import { isChild } from '../rules.ts'
import type { By, ConsentWorld } from '../service.ts'
import { agreementOf } from './mapping.ts'
import { refused, unknownObject } from './problems.ts'
import { objectOf, revisionOf } from './revision.ts'
import type {
  DataAgreement,
  DataAgreementInput,
  Individual,
  IndividualInput,
  Page,
  Policy,
  PolicyInput,
  Revision,
} from './schema.ts'
import {
  currentOf,
  findIndividual,
  individualsOf,
  insertIndividual,
  insertRevision,
  isPolicyInUse,
  type KeptRevision,
  revisionsOf,
  updateIndividual,
} from './store.ts'

type SchemaName = 'Policy' | 'DataAgreement'
export interface Revised<T> {
  readonly object: T
  readonly revision: Revision
}

export type ConfigWorld = Omit<ConsentWorld, 'receiptKey'>

/** What consents are asked under, and who may be asked. */
export interface Config {
  createPolicy(input: PolicyInput, by: By): Promise<Result<Revised<Policy>>>
  updatePolicy(id: string, input: PolicyInput, by: By): Promise<Result<Revised<Policy>>>
  createAgreement(input: DataAgreementInput, by: By): Promise<Result<Revised<DataAgreement>>>
  updateAgreement(id: string, input: DataAgreementInput, by: By): Promise<Result<Revised<DataAgreement>>>
  /** Answers with the revision that says so. */
  remove(schema: SchemaName, id: string, by: By): Promise<Result<Revision>>
  /** The latest, or the revision that is named; what was deleted is read by its revision, or as it `last` was. */
  read<T>(schema: SchemaName, id: string, revision?: string): Promise<Result<Revised<T>>>
  revisions(schema: SchemaName, id: string): Promise<readonly KeptRevision[]>
  list<T>(schema: SchemaName, page: Page, withDeleted?: boolean): Promise<readonly T[]>
  /** Of a person who is an individual already: that one. */
  createIndividual(input: IndividualInput, by: By): Promise<Result<Individual>>
  updateIndividual(id: string, input: IndividualInput, by: By): Promise<Result<Individual>>
  readIndividual(id: string): Promise<Result<Individual>>
  individuals(page: Page): Promise<readonly Individual[]>
}

export function openConfig(world: ConfigWorld): Config {
  const { pool } = world
  return {
    createPolicy: (input, by) => revise({ schema: 'Policy', object: { ...input, id: newId('pol') }, by }, world),
    updatePolicy: (id, input, by) => revise({ schema: 'Policy', object: { ...input, id }, by, mustExist: true }, world),
    async createAgreement(input, by) {
      const object = await agreed(newId('dag'), input, world)
      return object.ok ? revise({ schema: 'DataAgreement', object: object.value, by }, world) : object
    },
    async updateAgreement(id, input, by) {
      const object = await agreed(id, input, world)
      return object.ok ? revise({ schema: 'DataAgreement', object: object.value, by, mustExist: true }, world) : object
    },
    async remove(schema, id, by) {
      if (schema === 'Policy' && (await isPolicyInUse(pool, id))) return fail(refused('policy-in-use'))
      const found = await read<{ id: string }>(pool, schema, id)
      if (!found.ok) return found
      const removed = await revise({ schema, object: found.value.object, by, mustExist: true, deleted: true }, world)
      return removed.ok ? ok(removed.value.revision) : removed
    },
    read: (schema, id, revision) => read(pool, schema, id, revision),
    revisions: (schema, id) => revisionsOf(pool, schema, id),
    async list<T>(schema: SchemaName, page: Page, withDeleted = false) {
      return (await currentOf(pool, { schema, page, withDeleted })).map((revision) => objectOf<T>(revision))
    },
    createIndividual: (input, by) => createIndividual(input, by, world),
    updateIndividual: (id, input, by) => changeIndividual(id, input, by, world),
    async readIndividual(id) {
      const found = await findIndividual(pool, { id })
      return found === undefined ? fail(unknownObject('Individual', id)) : ok(found.individual)
    },
    individuals: (page) => individualsOf(pool, page),
  }
}

async function read<T>(pool: pg.Pool, schema: SchemaName, id: string, named?: string): Promise<Result<Revised<T>>> {
  const all = await revisionsOf(pool, schema, id)
  const found = named === undefined || named === 'last' ? all.at(-1) : all.find(({ revision }) => revision.id === named)
  if (found === undefined || (found.deleted && named === undefined)) return fail(unknownObject(schema, named ?? id))
  return ok({ object: objectOf<T>(found.revision), revision: found.revision })
}

async function agreed(id: string, input: DataAgreementInput, world: ConfigWorld): Promise<Result<DataAgreement>> {
  const policy = await read<Policy>(world.pool, 'Policy', input.policy.id)
  if (!policy.ok) return policy
  const [members, broaderPurposes] = await Promise.all([world.members(), world.broaderPurposes()])
  return agreementOf(id, input, { ...world, members, broaderPurposes, policy: policy.value.object })
}

interface Step<T> {
  readonly schema: SchemaName
  readonly object: T
  readonly by: By
  readonly mustExist?: boolean
  readonly deleted?: boolean
}

/** One more revision of an object, and the ledger entry that says that it was made. */
async function revise<T extends { readonly id: string }>(
  { schema, object, by, mustExist = false, deleted = false }: Step<T>,
  { pool, ledger, clock }: ConfigWorld,
): Promise<Result<Revised<T>>> {
  const before = await revisionsOf(pool, schema, object.id)
  const last = before.at(-1)
  if (mustExist && (last === undefined || last.deleted)) return fail(unknownObject(schema, object.id))
  const at = clock.now()
  const revision = revisionOf({ schemaName: schema, object, at, by: by.id, predecessor: last?.revision })
  const { active, policy, controller } = object as Partial<DataAgreement>
  const policyId = active === true ? policy?.id : undefined
  const appended = await administer(ledger, {
    ...{ by, at, act: `govstack.${deleted ? 'delete' : 'revise'}`, subject: object.id },
    concerns: controller?.id ?? by.member,
    details: { schema, step: before.length + 1, hash: revision.serializedHash },
    write: (tx) => insertRevision(tx, before.length + 1, { revision, deleted, policyId }),
  })
  if (appended.ok) return ok({ object, revision })
  return appended.problem.code === 'ledger.rejected' ? fail(consentChanged) : appended
}

/** A child does not consent, and an adult stays one: asked once, so that no day of birth need be kept here. */
async function createIndividual(
  { externalId, externalIdType, identityProviderId }: IndividualInput,
  by: By,
  { pool, ledger, clock, subjectKey, birthDateOf }: ConfigWorld,
): Promise<Result<Individual>> {
  if (isChild({ birthDate: await birthDateOf(externalId), today: clock.today() })) return fail(refused('child'))
  const subject = subjectKey(externalId)
  const known = await findIndividual(pool, { subject })
  if (known !== undefined) return ok(known.individual)
  const at = clock.now()
  const individual: Individual = {
    ...{ id: newId('ind', at.getTime()), externalIdType },
    ...(identityProviderId === undefined ? {} : { identityProviderId }),
  }
  const appended = await administer(ledger, {
    ...{ by, at, act: 'govstack.individual', concerns: by.member, subject: individual.id, details: {} },
    write: (tx) => insertIndividual(tx, { individual, subject }),
  })
  if (appended.ok) return ok(individual)
  return appended.problem.code === 'ledger.rejected' ? fail(consentChanged) : appended
}

async function changeIndividual(
  id: string,
  { externalId, externalIdType, identityProviderId }: IndividualInput,
  by: By,
  { pool, ledger, clock, subjectKey }: ConfigWorld,
): Promise<Result<Individual>> {
  const found = await findIndividual(pool, { id })
  if (found === undefined) return fail(unknownObject('Individual', id))
  if (found.subject !== subjectKey(externalId)) return fail(refused('other-person', '/individual/externalId'))
  const individual = { id, externalIdType, ...(identityProviderId === undefined ? {} : { identityProviderId }) }
  const appended = await administer(ledger, {
    ...{ by, at: clock.now(), act: 'govstack.individual', concerns: by.member, subject: id, details: {} },
    write: (tx) => updateIndividual(tx, individual),
  })
  return appended.ok ? ok(individual) : appended
}
