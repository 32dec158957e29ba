import type pg from 'pg'
import type { Agreements } from '../../agreements/service.ts'
import { administer } from '../../federation/administration.ts'
import { digestOf } from '../../kernel/digest.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { thumbprint } from '../../kernel/signature.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import { verifyDetached } from '../../standards/detached-jws.ts'
import { noProject, projectOver, runRefused, runsUsedUp } from './problems.ts'
import { type CheckedProject, checkProject } from './project.ts'
import type { Certificate, PrivateProject, PrivateRun, RegisteredProject, RunRequest } from './schema.ts'
import { insertProject, insertRun, projectsOf, runOfId, storeCertificate } from './store.ts'

export interface PrivateWorld {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly agreements: Pick<Agreements, 'inForce'>
}

type By = Pick<Principal, 'id' | 'member'>

/** Puts a project on record. The same declaration twice is one project. */
export async function registerProject(
  declaration: unknown,
  by: By,
  world: PrivateWorld,
): Promise<Result<RegisteredProject>> {
  const checked = checkProject(declaration)
  if (!checked.ok) return checked
  const { project, digest } = checked.value
  if (!project.parties.some(({ member }) => member === by.member)) return fail(runRefused('not-a-party'))
  const open = await stillOpen(checked.value, world)
  if (!open.ok) return open
  const at = world.clock.now()
  const row = { digest, project, account: by.id, registeredAt: at.toISOString() }
  const appended = await administer(world.ledger, {
    ...{ by, at, act: 'private-linkage.register', concerns: project.zone.member, subject: project.id },
    details: { project: digest, agreement: project.agreement },
    write: (tx) => insertProject(tx, row),
  })
  if (!appended.ok && appended.problem.code !== 'ledger.rejected') return appended
  const [registered] = await projectsOf(world.pool, digest)
  return registered === undefined ? fail(noProject) : ok(registered)
}

/** What must hold whenever encodings are made use of: the project's time, and the agreement that it rests on. */
async function stillOpen({ project }: Pick<CheckedProject, 'project'>, { clock, agreements }: PrivateWorld) {
  if (clock.today() > project.validUntil) return fail(projectOver(project.validUntil))
  const members = project.parties.map(({ member }) => member)
  const resting = (await agreements.inForce()).some(
    ({ id, provider, consumer, purposes }) =>
      id === project.agreement &&
      purposes.includes(project.purpose) &&
      [provider, consumer].every((member) => members.includes(member)),
  )
  return resting ? ok(undefined) : fail(runRefused('no-agreement'))
}

/** Counts a run and puts it on record, before anything is compared or answered. */
export async function startRun(
  digest: string,
  { kind, inputs }: RunRequest,
  by: By,
  world: PrivateWorld,
): Promise<Result<PrivateRun>> {
  const [registered] = await projectsOf(world.pool, digest)
  if (registered === undefined) return fail(noProject)
  const { project } = registered
  if (!mayRun(project, { kind, inputs }, by.member))
    return fail(runRefused(kind === 'match' ? 'not-the-zone' : 'not-a-party'))
  const open = await stillOpen({ project }, world)
  if (!open.ok) return open
  const at = world.clock.now()
  const run = {
    id: newId('plr', at.getTime()),
    project: digest,
    kind,
    inputs,
    account: by.id,
    startedAt: at.toISOString(),
  }
  const { runs } = project.limits
  const appended = await administer(world.ledger, {
    ...{ by, at, act: `private-linkage.${kind}`, concerns: inputs[0]?.party ?? by.member, subject: run.id },
    details: { project: digest, inputs },
    write: (tx) => insertRun(tx, run, runs),
  })
  if (appended.ok) return ok(run)
  return appended.problem.code === 'ledger.rejected' ? fail(runsUsedUp(runs)) : appended
}

/** The zone compares both parties' files; a party answers the other's question. */
function mayRun({ parties, zone }: PrivateProject, { kind, inputs }: RunRequest, member: string): boolean {
  const of = new Set(inputs.map(({ party }) => party))
  if (kind === 'match') return member === zone.member && of.size === 2 && parties.every((party) => of.has(party.member))
  const [asker, ...more] = of
  return more.length === 0 && asker !== member && [asker, member].every((one) => parties.some((p) => p.member === one))
}

/** Takes the zone's signed statement of what a run gave, and that the encodings are gone. */
export async function certifyRun(
  id: string,
  certificate: Certificate,
  by: By,
  world: PrivateWorld,
): Promise<Result<PrivateRun>> {
  const run = await runOfId(world.pool, id)
  const [registered] = run === undefined ? [] : await projectsOf(world.pool, run.project)
  if (run === undefined || registered === undefined || run.kind !== 'match') return fail(runRefused('no-run'))
  const { zone } = registered.project
  if (by.member !== zone.member) return fail(runRefused('not-the-zone'))
  const { statement, signature } = certificate
  const same =
    statement.run === id && statement.project === run.project && digestOf(statement.inputs) === digestOf(run.inputs)
  if (!same || !verifyDetached(statement, signature, { ...zone.key, kid: thumbprint(zone.key) })) {
    return fail(runRefused('not-certified'))
  }
  const appended = await administer(world.ledger, {
    ...{
      by,
      at: world.clock.now(),
      act: 'private-linkage.certify',
      concerns: run.inputs[0]?.party ?? by.member,
      subject: id,
    },
    details: { ...statement },
    write: (tx) => storeCertificate(tx, id, certificate),
  })
  if (appended.ok) return ok({ ...run, certificate })
  return appended.problem.code === 'ledger.rejected' ? fail(runRefused('certified')) : appended
}
