import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { demoPeopleQuery } from '../../api/queries.ts'
import type { DemoPerson } from '../../api/types.ts'
import { useLocal } from '../../parts/local.ts'
import { Panel } from '../../parts/Page.tsx'
import { useSession } from '../../session/session.ts'
import { FindPerson, type Sought } from './FindPerson.tsx'
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
  const [sought, setSought] = useState<Sought>()
  const lookFor = ({ name, identifiers }: DemoPerson) => {
    const nationalId = identifiers['person.national-id']
    setSought(nationalId === undefined ? { name } : { nationalId })
    setWay('find')
  }
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
          <FindPerson
            key={JSON.stringify(sought)}
            purpose={purpose}
            sought={sought}
            onChoose={onChoose}
            onType={() => setWay('type')}
          />
        ) : (
          <TypeIdentifiers purpose={purpose} onChoose={onChoose} />
        )}
      </Panel>
      {may('person.find') ? <DemoPeople onLookFor={lookFor} /> : null}
    </>
  )
}

/** People of the demo country whose stories are worth asking about. Not there outside demo mode. */
function DemoPeople({ onLookFor }: { onLookFor: (person: DemoPerson) => void }) {
  const { t } = useTranslation()
  const local = useLocal()
  const { data: people } = useQuery(demoPeopleQuery)
  if (people === undefined || people.length === 0) return null
  return (
    <Panel title={t('ask.demoPeople')}>
      <ul className="k-stories">
        {people.map((person) => (
          <li key={`${person.name} ${person.story.en}`}>
            <button type="button" className="k-link-button" onClick={() => onLookFor(person)}>
              {person.name}
            </button>
            <span className="k-sub">{local(person.story)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
