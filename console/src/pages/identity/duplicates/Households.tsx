import { useTranslation } from 'react-i18next'
import type { ShownRecord } from '../../../../../src/identity/people/schema.ts'
import type { SideBySide } from '../../../../../src/identity/review/schema.ts'
import { Panel } from '../../../parts/Page.tsx'
import { Value } from '../words.tsx'

/** Whom each of the two lives with. The same people on both sides speak for one family, written down twice. */
export function Households({ pair: { first, second, households } }: { pair: SideBySide }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('pair.households')}>
      <p className="k-sub">
        {t(
          first.household !== undefined && first.household === second.household
            ? 'pair.oneHousehold'
            : 'pair.twoHouseholds',
        )}
      </p>
      <div className="k-two k-households">
        <Members record={first} members={households.first} />
        <Members record={second} members={households.second} />
      </div>
    </Panel>
  )
}

function Members({ record, members }: { record: ShownRecord; members: readonly ShownRecord[] }) {
  const { t } = useTranslation()
  return (
    <div>
      <h3>
        {t('pair.householdOf')} <span className="k-code">{record.record}</span>
      </h3>
      {record.household === undefined ? null : (
        <p className="k-sub">
          {t('pair.household')} <span className="k-code">{record.household}</span>
        </p>
      )}
      {members.length === 0 ? (
        <p>{t('pair.livesAlone')}</p>
      ) : (
        <ul className="k-members">
          {members.map((member) => (
            <Member key={`${member.source} ${member.record}`} member={member} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Member({ member }: { member: ShownRecord }) {
  const { t } = useTranslation()
  const field = (name: string) => member.fields.find((one) => one.field === name)
  const name = ['given_name', 'middle_name', 'surname'].flatMap((part) => field(part)?.value ?? []).join(' ')
  return (
    <li>
      <span className="k-wrap">{name === '' ? t('ask.nameless') : name}</span>
      <span className="k-sub">
        <Value field={field('relationship_to_head')} /> · <Value field={field('birth_date')} /> ·{' '}
        <Value field={field('sex')} />
      </span>
    </li>
  )
}
