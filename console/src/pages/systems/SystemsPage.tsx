import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { systemsQuery } from '../../api/queries.ts'
import type { ListedSystem } from '../../api/types.ts'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Page } from '../../parts/Page.tsx'
import { HealthMark } from '../../parts/StatusMark.tsx'

const refreshMs = 15_000

export function SystemsPage(): ReactNode {
  const { t } = useTranslation()
  const systems = useQuery({ ...systemsQuery, refetchInterval: refreshMs })
  return (
    <Guarded permission="system.read">
      <Page title={t('systems.title')} lead={t('systems.lead')}>
        <Loaded query={systems}>{(data) => <SystemCards systems={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function SystemCards({ systems }: { systems: readonly ListedSystem[] }) {
  // A link to one system arrives before its card is there.
  useEffect(() => {
    const id = decodeURIComponent(window.location.hash.slice(1))
    if (id !== '') document.getElementById(id)?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <div className="k-cards">
      {systems.map((system) => (
        <SystemCard key={system.id} system={system} />
      ))}
    </div>
  )
}

function SystemCard({ system }: { system: ListedSystem }) {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  const format = useFormat()
  const askedBy = useAlternatives()
  const { health } = system
  return (
    <article className="k-panel k-system" id={system.id} aria-labelledby={`system-${system.id}`}>
      <header className="k-source-head">
        <div>
          <h2 id={`system-${system.id}`}>{local(system.name)}</h2>
          <p className="k-sub">{names.member(system.member)}</p>
        </div>
        <HealthMark state={health.state} />
      </header>
      <p>{local(system.description)}</p>
      <dl className="k-facts k-facts-tight">
        <dt>{t('systems.connector')}</dt>
        <dd>
          <span className="k-tag">{system.connector}</span> <span className="k-code k-sub">{system.address}</span>
        </dd>
        <dt>{t('systems.checked')}</dt>
        <dd>
          {health.checkedAt === undefined ? t('systems.notYet') : format.instant(health.checkedAt)}
          {health.detail === undefined ? null : <div className="k-sub">{health.detail}</div>}
        </dd>
      </dl>
      <h3 className="k-system-services">{t('systems.services')}</h3>
      <ul className="k-services">
        {system.services.map((service) => (
          <li key={service.id}>
            <strong>{local(service.name)}</strong> <span className="k-sub k-code">{service.id}</span>
            <div className="k-sub">
              {t('systems.answersWith', { type: t(`recordTypes.${service.recordType as 'person'}`) })} ·{' '}
              {t('systems.askedBy', {
                alternatives: askedBy(service.askBy),
              })}{' '}
              · {t('systems.waits', { time: format.duration(service.timeoutMs) })}
            </div>
            <Link to="/exchanges" search={{ service: service.id }} className="k-small">
              {t('systems.exchanges')}
            </Link>
          </li>
        ))}
      </ul>
    </article>
  )
}

const fewAlternatives = 3

/** Few sets of identifiers are listed; many are told as what all of them hold and what may be added. */
function useAlternatives(): (alternatives: readonly (readonly string[])[]) => string {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return (alternatives) => {
    const named = (elements: readonly string[]) => format.list(elements.map(names.element))
    const always = alternatives[0]?.filter((element) => alternatives.every((set) => set.includes(element))) ?? []
    if (alternatives.length <= fewAlternatives || always.length === 0) {
      return alternatives.map(named).join(` ${t('systems.or')} `)
    }
    const further = [...new Set(alternatives.flat())].filter((element) => !always.includes(element))
    return t('systems.withAny', { always: named(always), further: further.map(names.element).join(', ') })
  }
}
