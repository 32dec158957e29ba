import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FieldValue, type ReleasedAnswer } from './FieldValue.tsx'
import { useNames } from './names.ts'

const rowLimit = 50

interface RecordsProps {
  readonly records: readonly Readonly<Record<string, unknown>>[]
  readonly answer: ReleasedAnswer | undefined
}

/** Records inside a record (members of a household, payments of an enrolment) as a small table. */
export function Records({ records, answer }: RecordsProps) {
  const { t } = useTranslation()
  const names = useNames()
  const elements = [...new Set(records.flatMap((record) => Object.keys(record)))]
  if (records.length === 0) return <span>{t('value.none')}</span>
  return (
    // A wide table scrolls inside its card; it takes the focus so that the arrow keys reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants a scrolling region to be reachable by keyboard.
    <section className="k-scroll-x" tabIndex={0} aria-label={t('value.records', { number: records.length })}>
      <Table fz="sm" withRowBorders className="k-inner-table">
        <Table.Thead>
          <Table.Tr>
            {elements.map((element) => (
              <Table.Th key={element} scope="col">
                {names.element(element)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {records.slice(0, rowLimit).map((record, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: released records carry no id of their own.
            <Table.Tr key={row}>
              {elements.map((element) => (
                <Table.Td key={element}>
                  <FieldValue
                    element={element}
                    value={record[element]}
                    form={answer?.forms[element]}
                    agreed={answer?.fields.find((field) => field.element === element)}
                    answer={answer}
                    record={record}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {records.length > rowLimit ? <p>{t('value.more', { number: records.length - rowLimit })}</p> : null}
    </section>
  )
}
