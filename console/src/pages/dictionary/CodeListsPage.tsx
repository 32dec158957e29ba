import { TextInput } from '@mantine/core'
import { IconSearch, IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodeList } from '../../../../src/semantics/schema.ts'
import { useAddress } from '../../address.ts'
import { codeListsQuery } from '../../api/queries.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { Page, Panel } from '../../parts/Page.tsx'
import { dictionarySearch } from '../../search.ts'
import { plain } from '../../shell/search-hits.ts'
import { CodeTable } from './CodeTable.tsx'

export function CodeListsPage(): ReactNode {
  const { t } = useTranslation()
  const [{ search }, choose] = useAddress(dictionarySearch)
  const codeLists = useQuery(codeListsQuery)
  return (
    <Guarded permission="dictionary.read">
      <Page title={t('codeLists.title')} lead={t('codeLists.lead')} width={1040}>
        <div className="k-toolbar k-filters">
          <TextInput
            label={t('codeLists.search')}
            value={search ?? ''}
            onChange={(event) => choose({ search: event.currentTarget.value })}
            leftSection={<IconSearch size={16} aria-hidden />}
          />
        </div>
        <Loaded query={codeLists}>{(data) => <FoundLists lists={data} search={search ?? ''} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function FoundLists({ lists, search }: { lists: readonly CodeList[]; search: string }) {
  const { t } = useTranslation()
  const local = useLocal()
  const wanted = plain(search)
  const shown = lists.filter((list) =>
    plain(
      [list.id, local(list.label), ...list.codes.flatMap(({ code, label }) => [code, local(label)])].join(' '),
    ).includes(wanted),
  )
  if (shown.length === 0) {
    return (
      <Panel>
        <EmptyState icon={IconTags} title={t('codeLists.none')} text={t('dictionary.noneText')} />
      </Panel>
    )
  }
  return shown.map((list) => (
    <details key={list.id} className="k-panel k-list" id={list.id} open={search !== '' || lists.length === 1}>
      <summary>
        <h2>{local(list.label)}</h2>{' '}
        <span className="k-sub">
          <span className="k-code">{list.id}</span> · {t('codeLists.count', { number: list.codes.length })} ·{' '}
          {t('dictionary.version', { version: list.version })}
        </span>
      </summary>
      <CodeTable list={list} />
    </details>
  ))
}
