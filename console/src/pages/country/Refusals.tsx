import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../../src/exchange/schema.ts'
import { ExchangeLink } from '../../parts/ExchangeLink.tsx'
import { useFormat } from '../../parts/format.ts'
import { gateKey } from '../../parts/gates.ts'
import { Panel } from '../../parts/Page.tsx'
import { useReasonKind } from '../../parts/reason.ts'
import { useSession } from '../../session/session.ts'
import { windowStart } from './flows.ts'

/** Why questions were refused in the window, most frequent first. */
export function Refusals({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { may } = useSession()
  const kindOf = useReasonKind()
  if (overview.refusals.length === 0) return null
  const most = Math.max(...overview.refusals.map(({ count }) => count))
  const total = overview.refusals.reduce((sum, { count }) => sum + count, 0)
  return (
    <Panel
      title={t('country.refusedWhy')}
      {...(may('exchange.read-all') ? { actions: <RefusedLink overview={overview} /> } : {})}
    >
      <ul className="k-bars">
        {overview.refusals
          .toSorted((a, b) => b.count - a.count)
          .map(({ gate, code, count }) => (
            <li key={`${gate} ${code}`}>
              <span className="k-wrap">
                <strong>{t(gateKey(gate))}</strong> <span className="k-sub">{kindOf(code)}</span>
              </span>
              <span className="k-bar" style={{ inlineSize: `${(count / most) * 100}%` }} />
              <span className="k-num">
                {format.number(count)} <span className="k-sub">{format.percent(count / total)}</span>
              </span>
            </li>
          ))}
      </ul>
    </Panel>
  )
}

function RefusedLink({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  return (
    <ExchangeLink filter={{ status: 'refused', from: windowStart(overview) }}>{t('country.openRefused')}</ExchangeLink>
  )
}
