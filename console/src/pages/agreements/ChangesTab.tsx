import { IconGitCompare } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../address.ts'
import { diffQuery } from '../../api/agreements.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { agreementPageSearch } from '../../search.ts'
import type { TabProps } from './AgreementPage.tsx'
import { useChosenVersion, VersionChoice } from './version-links.tsx'

/** Two versions apart, in words. */
export function ChangesTab({ data, versions }: TabProps) {
  const { t } = useTranslation()
  const [{ from }] = useAddress(agreementPageSearch)
  const to = useChosenVersion(versions)
  const before = versions.find(({ version }) => version === (from ?? (to?.version ?? 0) - 1))
  if (to === undefined || versions.length < 2) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconGitCompare} title={t('changes.first')} text={t('changes.firstText')} />
      </section>
    )
  }
  const earlier = before ?? versions.at(-1) ?? to
  return (
    <>
      <div className="k-toolbar">
        <VersionChoice versions={versions} label={t('changes.from')} name="from" value={earlier.version} />
        <VersionChoice versions={versions} label={t('changes.to')} name="version" value={to.version} />
      </div>
      <Changes id={data.agreement.id} from={earlier.version} to={to.version} />
    </>
  )
}

function Changes({ id, from, to }: { id: string; from: number; to: number }) {
  const { t } = useTranslation()
  const query = useQuery(diffQuery(id, from, to))
  return (
    <Panel>
      <Loaded query={query}>
        {({ changes }) =>
          changes.length === 0 ? (
            <p>{t('changes.none')}</p>
          ) : (
            <ul className="k-changes">
              {changes.map(({ path, kind, sentence }) => (
                <li key={`${kind} ${path}`} data-kind={kind}>
                  <span className="k-tag">{t(`changes.kind.${kind}`)}</span>
                  <span className="k-wrap">{sentence}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}
