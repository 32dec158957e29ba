import { AppShell, ScrollArea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { layers } from '../pages.ts'
import { useSession } from '../session/session.ts'

/** Grouped by what people do; a role sees what it may use. */
export function Navigation() {
  const { t } = useTranslation()
  const { may } = useSession()
  return (
    <AppShell.Section grow component={ScrollArea} type="auto" className="k-rail-scroll">
      {layers
        .map(({ key, pages }) => ({ key, pages: pages.filter(({ permission }) => may(permission)) }))
        .filter(({ pages }) => pages.length > 0)
        .map(({ key, pages }) => (
          <section key={key} aria-labelledby={`layer-${key}`} className="k-layer">
            <h2 id={`layer-${key}`} className="k-layer-title">
              {t(`layers.${key}`)}
            </h2>
            <ul>
              {pages.map(({ key: page, path, icon: Icon }) => (
                <li key={page}>
                  <Link to={path} className="k-nav-link" activeOptions={{ exact: path === '/', includeSearch: false }}>
                    <Icon size={18} stroke={1.7} aria-hidden />
                    <span>{t(`pages.${page}`)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </AppShell.Section>
  )
}
