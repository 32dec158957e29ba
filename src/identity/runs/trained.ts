import type { LinkageModel } from '../linkage/model/schema.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import { alreadyProposed, notOfRegistry } from '../models/problems.ts'
import { openModels } from '../models/service.ts'
import { keepModel, liveDigest } from '../models/store.ts'
import type { By, PeopleWorld } from '../people/world.ts'
import type { Label } from '../review/schema.ts'
import type { Run } from './schema.ts'

interface Left {
  readonly run: Pick<Run, 'id' | 'account' | 'member' | 'request'>
  readonly model: LinkageModel
  readonly labels: readonly Label[]
  /** The run has trained it; else it came with its numbers. */
  readonly isNew: boolean
}

/**
 * Keeps what a run has trained, and answers with its digest. It is proposed for use where the run was told to, or where no model
 * is in use yet: whoever ordered the run proposes, and another person confirms.
 */
export async function keepTrained({ run, model, labels, isNew }: Left, world: PeopleWorld): Promise<string> {
  const { pool, clock } = world
  const matches = labels.filter(({ verdict }) => verdict === 'match').length
  const training = isNew ? { training: { run: run.id, labels: labels.length, matches } } : {}
  const kept = await keepModel(pool, model, { account: run.account, at: clock.now(), ...training })
  const digest = modelDigest(kept)
  if (run.request.use !== true && (await liveDigest(pool)) !== undefined) return digest
  const proposed = await openModels(world).propose(digest, byOf(run))
  if (!proposed.ok && !nothingToAsk.has(proposed.problem.code)) throw new Error(proposed.problem.code)
  return digest
}

/** It is proposed or in use already, or it is a model of files, by which no record of the registry can be matched. */
const nothingToAsk = new Set([alreadyProposed.code, notOfRegistry([]).code])

const byOf = ({ account, member }: Left['run']): By => ({ id: account, member, permissions: new Set() })
