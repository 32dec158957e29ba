import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../address.ts'
import { asOfQuery } from '../../../api/identity.ts'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Panel } from '../../../parts/Page.tsx'
import { instantIn } from '../../../parts/zoned-time.ts'
import { personSearch } from '../../../search.ts'
import { RecordName } from '../words.tsx'

/** Who was whom at the end of a day, as it was known that day: what a decision of then could have gone by. */
export function AsOf({ person }: { person: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [{ on }, choose] = useAddress(personSearch)
  return (
    <Panel title={t('asOf.title')}>
      <TextInput
        type="date"
        label={t('asOf.day')}
        description={t('asOf.note')}
        value={on ?? ''}
        max={format.today()}
        onChange={(event) => choose({ on: event.currentTarget.value })}
        maw={260}
      />
      <div role="status" className="k-as-of">
        {on === undefined ? null : <RecordsThen person={person} on={on} />}
      </div>
    </Panel>
  )
}

function RecordsThen({ person, on }: { person: string; on: string }) {
  const { t } = useTranslation()
  const { timeZone, day } = useFormat()
  const at = instantIn(timeZone, `${on}T23:59:59`) ?? ''
  const query = useQuery(asOfQuery(person, at, at))
  return (
    <Loaded query={query}>
      {(records) =>
        records.length === 0 ? (
          <p>{t('asOf.none', { day: day(on) })}</p>
        ) : (
          <ul className="k-plain-list">
            {records.map((record) => (
              <li key={`${record.source} ${record.record}`}>
                <RecordName of={record} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
