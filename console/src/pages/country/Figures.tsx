import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../../src/exchange/schema.ts'
import type { SourceStatus } from '../../api/types.ts'
import { ExchangeLink } from '../../parts/ExchangeLink.tsx'
import { useFormat } from '../../parts/format.ts'
import { totalsOf, typicalMs, windowStart } from './flows.ts'

/** The window in figures; each opens the exchanges that it counts. */
export function Figures({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const totals = totalsOf(overview.flows)
  const typical = typicalMs(overview.flows)
  const up = overview.systems.filter(({ state }) => state === 'up').length
  const from = windowStart(overview)
  return (
    <div className="k-figures">
      <CountFigure label={t('country.asked')} value={totals.asked} from={from} />
      <CountFigure label={t('status.answered')} value={totals.answered} from={from} status="answered" />
      <CountFigure label={t('status.refused')} value={totals.refused} from={from} status="refused" />
      <CountFigure label={t('status.unavailable')} value={totals.unavailable} from={from} status="unavailable" />
      <div className="k-figure">
        <span className="k-figure-label">{t('country.typical')}</span>
        <span className="k-figure-value">{typical === undefined ? '–' : format.duration(typical)}</span>
      </div>
      <Link to="/systems" className="k-figure">
        <span className="k-figure-label">{t('country.systemsUp')}</span>
        <span className="k-figure-value">{t('country.ofAll', { some: up, all: overview.systems.length })}</span>
      </Link>
      <div className="k-figure">
        <span className="k-figure-label">{t('country.ledger')}</span>
        <span className="k-figure-value">{format.number(overview.ledger.size)}</span>
      </div>
    </div>
  )
}

interface CountFigureProps {
  readonly label: string
  readonly value: number
  readonly from: string
  readonly status?: SourceStatus
}

function CountFigure({ label, value, from, status }: CountFigureProps) {
  const format = useFormat()
  return (
    <ExchangeLink filter={status === undefined ? { from } : { from, status }} className="k-figure">
      <span className="k-figure-label">{label}</span>
      <span className="k-figure-value">{format.number(value)}</span>
    </ExchangeLink>
  )
}
