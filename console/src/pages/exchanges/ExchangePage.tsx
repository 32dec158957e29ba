import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeDetail } from '../../../../src/exchange/schema.ts'
import { useIdInPath } from '../../address.ts'
import { exchangeQuery, receiptQuery } from '../../api/queries.ts'
import { Fact } from '../../parts/Fact.tsx'
import { FieldForms } from '../../parts/FieldForms.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { GateTrace } from '../../parts/GateTrace.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MappingIssues } from '../../parts/MappingIssues.tsx'
import { useNames } from '../../parts/names.ts'
import { Page, Panel } from '../../parts/Page.tsx'
import { ReceiptCheck } from '../../parts/ReceiptCheck.tsx'
import { StatusMark } from '../../parts/StatusMark.tsx'
import { WithheldList } from '../../parts/WithheldList.tsx'
import { StepTrace } from './StepTrace.tsx'

export function ExchangePage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const exchange = useQuery(exchangeQuery(id))
  return (
    <Guarded permission="exchange.read">
      <Page
        title={t('exchange.title')}
        lead={<span className="k-code">{id}</span>}
        above={
          <Link to="/exchanges" className="k-above">
            {t('pages.exchanges')}
          </Link>
        }
        width={1040}
      >
        <Loaded query={exchange}>{(data) => <ExchangeView exchange={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function ExchangeView({ exchange }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <ExchangeFacts exchange={exchange} />
      <div className="k-two">
        <Panel title={t('exchange.steps')}>
          <StepTrace trace={exchange.trace} />
        </Panel>
        <Panel title={t('exchange.decision')}>
          <GateTrace gates={exchange.gates} />
        </Panel>
        <Panel title={t('exchange.released')}>
          {exchange.released.length === 0 ? (
            <p className="k-sub">{t('exchange.nothingReleased')}</p>
          ) : (
            <FieldForms fields={exchange.released} />
          )}
          <WithheldList withheld={exchange.withheld} />
          <MappingIssues issues={exchange.issues} />
        </Panel>
        <Panel title={t('exchange.evidence')}>
          <dl className="k-facts k-facts-tight">
            <Fact label={t('exchange.ledgerIndex')}>{format.number(exchange.ledger.index)}</Fact>
            <Fact label={t('exchange.treeSize')}>{format.number(exchange.ledger.treeSize)}</Fact>
            <Fact label={t('exchange.leafHash')}>
              <span className="k-code">{exchange.ledger.leafHash}</span>
            </Fact>
          </dl>
          <Receipt exchange={exchange} />
        </Panel>
      </div>
    </>
  )
}

function Receipt({ exchange }: { exchange: ExchangeDetail }) {
  const receipt = useQuery(receiptQuery(exchange.receiptUrl))
  return <Loaded query={receipt}>{(data) => <ReceiptCheck receipt={data} exchangeId={exchange.id} />}</Loaded>
}

function ExchangeFacts({ exchange }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { consumer, provider, service, purpose, agreement, legalBasis, askedBy, caseRef, questionId } = exchange
  return (
    <Panel>
      <dl className="k-facts">
        <Fact label={t('terms.status')}>
          <StatusMark status={exchange.status} />
        </Fact>
        <Fact label={t('terms.when')}>
          {format.instant(exchange.at)} · {format.duration(exchange.durationMs)} · {exchange.protocol}
        </Fact>
        <Fact label={t('exchange.asker')}>
          {names.member(consumer)} <span className="k-sub">{t(`exchange.by.${askedBy.kind}`, { id: askedBy.id })}</span>
        </Fact>
        <Fact label={t('exchange.asked')}>
          {names.service(service)} <span className="k-sub">{names.member(provider)}</span>
        </Fact>
        <Fact label={t('terms.purpose')}>{names.purpose(purpose)}</Fact>
        {agreement === undefined ? null : (
          <Fact label={t('terms.agreement')}>
            <Link to="/agreements/$id" params={{ id: agreement.id }}>
              {names.agreement(agreement.id)}
            </Link>{' '}
            <span className="k-sub">{t('agreement.versionNumber', { version: agreement.version })}</span>
          </Fact>
        )}
        {legalBasis === undefined ? null : (
          <Fact label={t('agreement.legalBasis')}>
            {t(`grounds.${legalBasis.ground}`)} · {legalBasis.act}, {legalBasis.section}
          </Fact>
        )}
        <Fact label={t('exchanges.records')}>{format.number(exchange.records)}</Fact>
        {caseRef === undefined ? null : <Fact label={t('ask.caseRef')}>{caseRef}</Fact>}
        {questionId === undefined ? null : (
          <Fact label={t('exchange.question')}>
            <Link to="/exchanges" search={{ search: questionId }} className="k-code">
              {questionId}
            </Link>
          </Fact>
        )}
      </dl>
    </Panel>
  )
}
