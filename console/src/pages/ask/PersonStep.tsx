import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { demoPeopleQuery } from '../../api/queries.ts'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Panel } from '../../parts/Page.tsx'
import { useSession } from '../../session/session.ts'
import { FindPerson } from './FindPerson.tsx'
import type { ChosenPerson, PurposeOption } from './question.ts'
import { TypeIdentifiers } from './TypeIdentifiers.tsx'

interface PersonStepProps {
  readonly purpose: PurposeOption
  readonly onChoose: (person: ChosenPerson) => void
}

export function PersonStep({ purpose, onChoose }: PersonStepProps) {
  const { t } = useTranslation()
  const { may } = useSession()
  const [way, setWay] = useState<'find' | 'type'>(may('person.find') ? 'find' : 'type')
  return (
    <>
      <Panel title={t('ask.who')}>
        {may('person.find') ? (
          <SegmentedControl
            aria-label={t('ask.who')}
            value={way}
            onChange={(value) => setWay(value as 'find' | 'type')}
            data={[
              { value: 'find', label: t('ask.findInRegistry') },
              { value: 'type', label: t('ask.typeIdentifiers') },
            ]}
            mb="md"
            className="k-full-on-phone"
          />
        ) : null}
        {way === 'find' ? (
          <FindPerson purpose={purpose} onChoose={onChoose} onType={() => setWay('type')} />
        ) : (
          <TypeIdentifiers purpose={purpose} onChoose={onChoose} />
        )}
      </Panel>
      <DemoPeople onChoose={onChoose} />
    </>
  )
}

/** People of the demo country whose stories are worth asking about. Not there outside demo mode. */
function DemoPeople({ onChoose }: { onChoose: (person: ChosenPerson) => void }) {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  const { data: people } = useQuery(demoPeopleQuery)
  if (people === undefined || people.length === 0) return null
  return (
    <Panel title={t('ask.demoPeople')}>
      <ul className="k-plain-list">
        {people.map(({ story, identifiers }) => (
          <li key={Object.values(identifiers).join()}>
            <button type="button" className="k-link-button" onClick={() => onChoose({ subject: identifiers })}>
              {local(story)}
            </button>{' '}
            <span className="k-sub">
              {Object.entries(identifiers)
                .map(([element, value]) => `${names.element(element)} ${value}`)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
