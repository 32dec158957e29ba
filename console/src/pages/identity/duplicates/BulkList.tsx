import { IconStack2 } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Bulk } from '../../../../../src/identity/review/schema.ts'
import { bulkQuery, confirmBulk, identityKey, refuseBulk } from '../../../api/identity.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { Loaded } from '../../../parts/Loaded.tsx'
import { When } from '../../../parts/When.tsx'
import { useSession } from '../../../session/session.ts'
import { DecisionMark } from '../words.tsx'

/** Decisions about many pairs, those that wait for a second person first. */
export function BulkList() {
  const { t } = useTranslation()
  const query = useQuery(bulkQuery)
  return (
    <Loaded query={query}>
      {(bulk) =>
        bulk.length === 0 ? (
          <section className="k-panel">
            <EmptyState icon={IconStack2} title={t('bulk.none')} text={t('bulk.noneText')} />
          </section>
        ) : (
          <div className="k-cards">
            {bulk.map((one) => (
              <BulkCard key={one.id} bulk={one} />
            ))}
          </div>
        )
      }
    </Loaded>
  )
}

function BulkCard({ bulk }: { bulk: Bulk }) {
  const { t } = useTranslation()
  const { session, may } = useSession()
  const { id, verdict, state, account, at, confirmedBy, reason, proposals } = bulk
  const own = account === session?.username
  return (
    <section className="k-panel" aria-labelledby={`bulk-${id}`}>
      <div className="k-source-head">
        <h3 id={`bulk-${id}`}>{t('bulk.title', { number: proposals.length })}</h3>
        <span className="k-tag">{t(`bulkStates.${state}`)}</span>
      </div>
      <dl className="k-facts k-facts-tight">
        <dt>{t('bulk.verdict')}</dt>
        <dd>
          <DecisionMark kind={verdict} />
          <div className="k-sub">{t(`linkReasons.${reason}`)}</div>
        </dd>
        <dt>{t('bulk.by')}</dt>
        <dd>
          {account}
          <div className="k-sub">
            <When at={at} />
          </div>
        </dd>
        {confirmedBy === undefined ? null : (
          <>
            <dt>{t(state === 'refused' ? 'bulk.refusedBy' : 'bulk.confirmedBy')}</dt>
            <dd>{confirmedBy}</dd>
          </>
        )}
      </dl>
      <Pairs bulk={bulk} />
      {state !== 'proposed' || !may('identity.review') ? null : own ? (
        <p className="k-sub">{t('bulk.own')}</p>
      ) : (
        <Answer bulk={bulk} />
      )}
    </section>
  )
}

/** Each pair, and what became of it: what could not be carried out says so. */
function Pairs({ bulk: { proposals, outcomes } }: { bulk: Bulk }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const became = new Map(outcomes.map(({ proposal, outcome }) => [proposal, outcome]))
  return (
    <details className="k-details">
      <summary>{t('bulk.pairs', { number: proposals.length })}</summary>
      <ol className="k-small">
        {proposals.map((id) => {
          const outcome = became.get(id)
          return (
            <li key={id}>
              {may('identity.review') ? (
                <Link to="/identity/duplicates/$id" params={{ id }} preload={false} className="k-code">
                  {id}
                </Link>
              ) : (
                <span className="k-code">{id}</span>
              )}{' '}
              {outcome === undefined ? null : outcome === 'decided' ? (
                t('bulk.carriedOut')
              ) : (
                <span data-overdue="true">{t('bulk.notCarriedOut', { code: outcome })}</span>
              )}
            </li>
          )
        })}
      </ol>
    </details>
  )
}

function Answer({ bulk: { id, revision, verdict, proposals } }: { bulk: Bulk }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const answer = (send: typeof confirmBulk, said: string) => async () => {
    await send(id, revision)
    await client.invalidateQueries({ queryKey: identityKey })
    return said
  }
  return (
    <div className="k-panel-actions">
      <ConfirmButton
        label={t('bulk.confirm')}
        variant="filled"
        question={t(`bulk.${verdict}Question`, { number: proposals.length })}
        verb={t('bulk.confirm')}
        act={answer(confirmBulk, t('bulk.confirmed'))}
      >
        <p>{t('bulk.confirmMeans')}</p>
      </ConfirmButton>
      <ConfirmButton
        label={t('bulk.refuse')}
        question={t('bulk.refuseQuestion')}
        verb={t('bulk.refuse')}
        act={answer(refuseBulk, t('bulk.refused'))}
      >
        <p>{t('bulk.refuseMeans')}</p>
      </ConfirmButton>
    </div>
  )
}
