import type pg from 'pg'
import { digestOf } from '../../kernel/digest.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Vocabulary } from '../../semantics/vocabulary.ts'
import { type Raising, raiseEvents } from '../events/raise.ts'
import { changeEnrolment, enrol, recordPayment } from './benefits.ts'
import { recordDeath, registerBirth, registerDeath, registerMarriage } from './civil.ts'
import {
  changePlace,
  changeScore,
  joinHousehold,
  leaveHousehold,
  registerHousehold,
  registerPerson,
} from './households.ts'
import { actIdReused, unknownAct, valueInvalid, valueMissing, valueNotTaken } from './problems.ts'
import { registerDisability, registerFarmer } from './registers.ts'
import type { Acted, ActKind, RegistryAct } from './schema.ts'

const kinds: Readonly<Record<string, ActKind>> = {
  'register-household': registerHousehold,
  'register-person': registerPerson,
  'join-household': joinHousehold,
  'leave-household': leaveHousehold,
  'change-score': changeScore,
  'change-place': changePlace,
  enrol,
  'change-enrolment': changeEnrolment,
  'record-payment': recordPayment,
  'record-death': recordDeath,
  'register-birth': registerBirth,
  'register-death': registerDeath,
  'register-marriage': registerMarriage,
  'register-disability': registerDisability,
  'register-farmer': registerFarmer,
}

export interface ActsWorld extends Raising {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly vocabulary: Pick<Vocabulary, 'elements'>
  /** Of whoever must know, in the act's transaction, how things stood before it; undefined where it does not concern them. */
  readonly watch?: (client: pg.ClientBase, values: RegistryAct['values']) => Promise<Watching | undefined>
}

/** Called once the act is done. */
export type Watching = (done: Pick<RegistryAct, 'id'> & Pick<Acted, 'made'> & { readonly at: Date }) => Promise<unknown>

/** Everything that changes the registry after it was filled. */
export interface RegistryActs {
  /** In a transaction of its own. */
  perform(act: RegistryAct): Promise<Result<Acted>>
  /** In the caller's transaction, which it must roll back when this is a problem. */
  performIn(client: pg.ClientBase, act: RegistryAct): Promise<Result<Acted>>
}

export function openRegistryActs(world: ActsWorld): RegistryActs {
  const performIn = (client: pg.ClientBase, act: RegistryAct): Promise<Result<Acted>> => performOnce(client, act, world)
  return {
    performIn,
    async perform(act) {
      const client = await world.pool.connect()
      try {
        await client.query('begin')
        const acted = await performIn(client, act)
        await client.query(acted.ok ? 'commit' : 'rollback')
        client.release()
        return acted
      } catch (error) {
        client.release(true)
        throw error
      }
    },
  }
}

/** The id is taken first: of two that come at once, the second waits for the first and then finds it done. */
async function performOnce(client: pg.ClientBase, act: RegistryAct, world: ActsWorld): Promise<Result<Acted>> {
  const kind = Object.hasOwn(kinds, act.act) ? kinds[act.act] : undefined
  if (kind === undefined) return fail(unknownAct(act.act))
  const invalid = faultOf(act, kind, world)
  if (invalid !== undefined) return invalid
  const digest = digestOf([act.act, act.values])
  const { rowCount } = await client.query(
    `insert into registry_act (id, kind, digest, made) values ($1, $2, $3, '{}') on conflict do nothing`,
    [act.id, act.act, digest],
  )
  if (rowCount === 0) return repeated(client, act.id, digest)
  const watching = await world.watch?.(client, act.values)
  const done = await kind.perform({ client, values: act.values, today: world.clock.today() })
  if (!done.ok) return done
  const { made, changes } = done.value
  await client.query('update registry_act set made = $2 where id = $1', [act.id, made])
  const occurredAt = act.at ?? world.clock.now()
  await raiseEvents(client, { act: act.id, occurredAt, changes }, world)
  await watching?.({ id: act.id, made, at: occurredAt })
  return ok({ again: false, made })
}

function faultOf({ values }: RegistryAct, kind: ActKind, { vocabulary }: ActsWorld): Result<never> | undefined {
  const missing = kind.needs.filter((element) => values[element] === undefined)
  if (missing.length > 0) return fail(valueMissing(missing))
  for (const [element, value] of Object.entries(values)) {
    if (!kind.needs.includes(element) && !kind.may.includes(element)) return fail(valueNotTaken(element))
    if (vocabulary.elements.get(element)?.admits(value) !== true) return fail(valueInvalid(element))
  }
  return undefined
}

async function repeated(client: pg.ClientBase, id: string, digest: string): Promise<Result<Acted>> {
  const { rows } = await client.query<{ digest: string; made: Acted['made'] }>(
    'select digest, made from registry_act where id = $1',
    [id],
  )
  const [known] = rows
  if (known === undefined) throw new Error(`the act ${id} was taken and is not there`)
  return known.digest === digest ? ok({ again: true, made: known.made }) : fail(actIdReused)
}
