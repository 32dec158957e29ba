import type pg from 'pg'
import type { Agreements } from '../../agreements/service.ts'
import { accountKey } from '../../federation/account-keys.ts'
import { administer } from '../../federation/administration.ts'
import type { Directory } from '../../federation/directory.ts'
import { dayIn } from '../../kernel/dates.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import { kidOf, verifyDetached } from '../../standards/detached-jws.ts'
import { noAgreement, signatureWrong } from './problems.ts'
import { dutiesOf, statementFault } from './rules.ts'
import type { CertificateRequest, DeletionCertificate, DutyState, RetentionDuty } from './schema.ts'
import { certifiedDays, insertCertificate, receiptDays } from './store.ts'

export interface RetentionWorld {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly timeZone: string
  readonly agreements: Pick<Agreements, 'list' | 'view'>
  readonly directory: Pick<Directory, 'current'>
}

/** Every rule of retention of every agreement, and how it stands today; derived each time it is asked for. */
export async function schedule(state: DutyState | undefined, world: RetentionWorld): Promise<RetentionDuty[]> {
  const { pool, clock, timeZone, agreements } = world
  const [views, received, certified] = await Promise.all([
    agreements.list(),
    receiptDays(pool, timeZone),
    certifiedDays(pool),
  ])
  const today = clock.today()
  return views
    .flatMap(({ agreement, standing }) => {
      const { id, validUntil } = agreement
      const terminated = standing.status === 'terminated' ? dayIn(timeZone, new Date(standing.since)) : undefined
      const [endsOn = validUntil] = [validUntil, terminated ?? validUntil].sort()
      return dutiesOf({
        ...{ agreement, today, endsOn },
        receiptDays: received.get(id) ?? [],
        certified: certified.get(id) ?? new Map(),
      })
    })
    .filter((duty) => state === undefined || duty.state === state)
}

/** Takes the signed statement of a member that what it received is gone. */
export async function fileCertificate(
  { statement, jws }: CertificateRequest,
  by: Principal,
  world: RetentionWorld,
): Promise<Result<DeletionCertificate>> {
  const { pool, ledger, clock, agreements, directory } = world
  const view = await agreements.view(statement.agreement)
  if (view === undefined) return fail(noAgreement(statement.agreement))
  const { agreement } = view
  const fault = statementFault(statement, { agreement, member: by.member, today: clock.today() })
  if (fault !== undefined) return fail(fault)
  const kid = kidOf(jws)
  const key = kid === undefined ? undefined : await accountKey(pool, kid)
  const owner = key && (await directory.current()).accounts.get(key.username)
  if (
    key === undefined ||
    key.withdrawn !== undefined ||
    owner?.member !== by.member ||
    !verifyDetached(statement, jws, key.jwk)
  ) {
    return fail(signatureWrong)
  }
  const at = clock.now()
  const certificate: DeletionCertificate = {
    ...{ id: newId('dc', at.getTime()), statement, jws, kid: key.kid, account: key.username },
    filedAt: at.toISOString(),
  }
  const appended = await administer(ledger, {
    ...{ by, at, act: 'retention.certify', concerns: agreement.provider, subject: certificate.id },
    details: { statement, jws },
    write: (tx) => insertCertificate(tx, certificate),
  })
  return appended.ok ? ok(certificate) : appended
}
