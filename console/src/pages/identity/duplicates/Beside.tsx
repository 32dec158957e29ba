import { IconCircleCheck, IconCircleDashed, IconEqualNot, IconEyeOff, type TablerIcon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ShownField, ShownRecord } from '../../../../../src/identity/people/schema.ts'
import type { SideBySide } from '../../../../../src/identity/review/schema.ts'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { Mark, type Tone } from '../../../parts/StatusMark.tsx'
import { type Difference, differingPart, type FieldPair, fieldPairs } from '../difference.ts'
import { HiddenValue, RecordName, useShownText, Value } from '../words.tsx'

const marks: Record<Difference, { tone: Tone; icon: TablerIcon }> = {
  same: { tone: 'good', icon: IconCircleCheck },
  different: { tone: 'bad', icon: IconEqualNot },
  'one-only': { tone: 'warn', icon: IconCircleDashed },
  neither: { tone: 'calm', icon: IconCircleDashed },
  hidden: { tone: 'calm', icon: IconEyeOff },
}

/** Field by field. What differs is said in a word, with an icon, and marked inside the values. */
export function Beside({ pair: { first, second } }: { pair: SideBySide }) {
  const { t } = useTranslation()
  const names = useNames()
  const rows = fieldPairs(first.fields, second.fields).filter(({ how }) => how !== 'neither')
  return (
    <section className="k-panel k-panel-flush">
      <table className="k-beside">
        <caption className="k-caption">{t('pair.beside')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('pair.field')}</th>
            <RecordHead record={first} />
            <RecordHead record={second} />
            <th scope="col">{t('pair.compared')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field} data-how={row.how}>
              <th scope="row">{names.element(row.element)}</th>
              <td>
                <Compared row={row} own={row.first} other={row.second} />
              </td>
              <td>
                <Compared row={row} own={row.second} other={row.first} />
              </td>
              <td>
                <Mark tone={marks[row.how].tone} icon={marks[row.how].icon}>
                  {t(`differences.${row.how}`)}
                </Mark>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function RecordHead({ record }: { record: ShownRecord }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <th scope="col">
      <RecordName of={record} />
      <span className="k-sub k-record-note">
        {record.updatedOn === undefined ? null : t('pair.updatedOn', { day: format.day(record.updatedOn) })}
      </span>
      {record.entity === undefined ? null : (
        <span className="k-sub k-record-note">
          <Link to="/identity/people/$id" params={{ id: record.entity }} preload={false}>
            {t('linkHistory.person')}
          </Link>
        </span>
      )}
    </th>
  )
}

interface ComparedProps {
  readonly row: FieldPair
  readonly own: ShownField | undefined
  readonly other: ShownField | undefined
}

function Compared({ row: { how }, own, other }: ComparedProps) {
  const text = useShownText()
  const names = useNames()
  if (own?.masked === true) return <HiddenValue />
  if (how !== 'different' || own === undefined || other === undefined) return <Value field={own} />
  // Letters of a place or a code say nothing where the whole is another one.
  if (names.elementOf(own.element)?.codeList !== undefined) return <mark>{text(own)}</mark>
  const { before, differs, after } = differingPart(text(own), text(other))
  return (
    <span className="k-wrap">
      {before}
      {differs === '' ? null : <mark>{differs}</mark>}
      {after}
    </span>
  )
}
