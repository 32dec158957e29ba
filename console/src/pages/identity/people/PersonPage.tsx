import '../identity.css'
import { Alert } from '@mantine/core'
import { IconArrowForwardUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownEntity } from '../../../../../src/identity/people/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { personQuery } from '../../../api/identity.ts'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Page, Panel } from '../../../parts/Page.tsx'
import { useSession } from '../../../session/session.ts'
import { DecisionList } from '../DecisionList.tsx'
import { canBeTakenBack } from '../known.ts'
import { AsOf } from './AsOf.tsx'
import { IdentifiersAcross } from './IdentifiersAcross.tsx'
import { LinkageCases } from './LinkageCases.tsx'
import { Memberships } from './Memberships.tsx'
import { RecordsOfPerson } from './RecordsOfPerson.tsx'
import { Survivors } from './Survivors.tsx'
import { TakeBack } from './TakeBack.tsx'

/** A person as decisions make them: their records, what stands for them, and how it came about. No name is in its title. */
export function PersonPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const query = useQuery(personQuery(id))
  return (
    <Guarded permission="identity.read">
      <Page
        title={t('linkedPerson.title')}
        lead={query.data === undefined ? undefined : <Lead person={query.data} />}
        above={
          <Link to="/identity/duplicates" className="k-above">
            {t('pages.duplicates')}
          </Link>
        }
      >
        <Loaded query={query}>{(person) => <PersonView person={person} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Lead({ person: { id, records, createdAt } }: { person: ShownEntity }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <span className="k-code">{id}</span> · {t('linkedPerson.records', { number: records.length })} ·{' '}
      {t('linkedPerson.since', { at: format.instant(createdAt) })}
    </>
  )
}

function PersonView({ person }: { person: ShownEntity }) {
  const { t } = useTranslation()
  const { may } = useSession()
  return (
    <>
      <Tombstone person={person} />
      {may('identity.map') && person.mergedInto === undefined ? (
        <IdentifiersAcross key={`${person.id} ${person.revision}`} person={person.id} />
      ) : null}
      <div className="k-two">
        <div className="k-effect">
          <Survivors person={person} />
          <RecordsOfPerson person={person} />
        </div>
        <div className="k-effect">
          <Panel title={t('linkHistory.title')}>
            {person.decisions.length === 0 ? (
              <p>{t('linkHistory.none')}</p>
            ) : (
              <DecisionList
                decisions={person.decisions}
                actions={(decision) =>
                  may('identity.decide') && canBeTakenBack(decision) ? <TakeBack decision={decision} /> : null
                }
              />
            )}
          </Panel>
          {may('identity.case-read') ? <LinkageCases person={person.id} /> : null}
          <AsOf person={person.id} />
          <Memberships person={person.id} />
        </div>
      </div>
    </>
  )
}

/** Who was taken into another, and who was taken into this one. */
function Tombstone({ person: { mergedInto, absorbed } }: { person: ShownEntity }) {
  const { t } = useTranslation()
  if (mergedInto === undefined && absorbed.length === 0) return null
  return (
    <Alert
      variant="light"
      icon={<IconArrowForwardUp aria-hidden />}
      title={t(mergedInto === undefined ? 'linkedPerson.absorbed' : 'linkedPerson.merged')}
    >
      <ul className="k-plain-list">
        {(mergedInto === undefined ? absorbed : [mergedInto]).map((id) => (
          <li key={id}>
            <Link to="/identity/people/$id" params={{ id }} preload={false} className="k-code">
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
