import '../identity.css'
import './pair.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SideBySide } from '../../../../../src/identity/review/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { pairQuery } from '../../../api/identity.ts'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Page, Panel } from '../../../parts/Page.tsx'
import { DecisionList } from '../DecisionList.tsx'
import { Evidence } from '../Evidence.tsx'
import { ProposalMark, useAreaName } from '../words.tsx'
import { Beside } from './Beside.tsx'
import { Households } from './Households.tsx'
import { Neighbours } from './Neighbours.tsx'
import { Opinions } from './Opinions.tsx'
import { Why } from './proposal-columns.tsx'
import { VerdictPanel } from './VerdictPanel.tsx'

/** Two records side by side: whether they are one person's is for the reader to say. */
export function PairPage(): ReactNode {
  const id = useIdInPath()
  return (
    <Guarded permission="identity.review">
      <Pair key={id} id={id} />
    </Guarded>
  )
}

function Pair({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useQuery(pairQuery(id))
  return (
    <Page
      title={t('pair.title')}
      width={1360}
      lead={query.data === undefined ? undefined : <Lead pair={query.data} />}
      above={
        <Link to="/identity/duplicates" className="k-above">
          {t('pages.duplicates')}
        </Link>
      }
    >
      <Loaded query={query}>{(pair) => <PairView pair={pair} />}</Loaded>
    </Page>
  )
}

function Lead({ pair: { proposal } }: { pair: SideBySide }) {
  const areaName = useAreaName()
  return (
    <>
      <ProposalMark state={proposal.state} /> · {proposal.areas.map(areaName).join(', ')} ·{' '}
      <span className="k-code">{proposal.id}</span>
      <div>
        <Why proposal={proposal} />
      </div>
    </>
  )
}

function PairView({ pair }: { pair: SideBySide }) {
  const { t } = useTranslation()
  const { explanation, decisions } = pair
  return (
    <div className="k-pair">
      <div className="k-effect">
        <Beside pair={pair} />
        <Panel title={t('pair.evidence')}>
          {explanation === undefined ? <p>{t('pair.noExplanation')}</p> : <Evidence explanation={explanation} />}
        </Panel>
      </div>
      <div className="k-effect k-pair-side">
        <VerdictPanel pair={pair} />
        <Opinions pair={pair} />
        {decisions.length === 0 ? null : (
          <Panel title={t('pair.decisions')}>
            <DecisionList decisions={decisions} withPerson />
          </Panel>
        )}
      </div>
      <div className="k-effect">
        <Households pair={pair} />
        <Neighbours pair={pair} />
      </div>
    </div>
  )
}
