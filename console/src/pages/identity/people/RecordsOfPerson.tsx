import { useTranslation } from 'react-i18next'
import type { ShownEntity, ShownRecord } from '../../../../../src/identity/people/schema.ts'
import { Fact } from '../../../parts/Fact.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { Panel } from '../../../parts/Page.tsx'
import { RecordName, useAreaName, Value } from '../words.tsx'

/** Every record as its source holds it: none was changed by a decision. */
export function RecordsOfPerson({ person: { records } }: { person: ShownEntity }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('linkedPerson.allRecords')}>
      {records.length === 0 ? <p>{t('linkedPerson.noRecord')}</p> : null}
      {records.map((record) => (
        <RecordDetails key={`${record.source} ${record.record}`} record={record} open={records.length <= 2} />
      ))}
    </Panel>
  )
}

function RecordDetails({ record, open }: { record: ShownRecord; open: boolean }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const areaName = useAreaName()
  const held = record.fields.filter(({ value, masked }) => masked === true || (value ?? '') !== '')
  return (
    <details className="k-details" open={open}>
      <summary>
        <RecordName of={record} />
      </summary>
      <dl className="k-facts k-facts-tight k-record-facts">
        {record.updatedOn === undefined ? null : (
          <Fact label={t('linkedPerson.updatedOn')}>{format.day(record.updatedOn)}</Fact>
        )}
        {record.area === undefined ? null : <Fact label={t('duplicates.area')}>{areaName(record.area)}</Fact>}
        {held.map((field) => (
          <Fact key={field.field} label={names.element(field.element)}>
            <Value field={field} />
          </Fact>
        ))}
      </dl>
    </details>
  )
}
